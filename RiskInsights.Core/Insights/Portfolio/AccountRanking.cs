namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The accounts by volume, largest first.</summary>
internal static class AccountRanking
{
    public static (int Total, IReadOnlyList<RankedAccount> Rows) Of(PortfolioSnapshot snapshot, PortfolioFilter filter, int offset, int limit)
    {
        var segments = snapshot.Clients.Segments.Mask(filter.Segments);
        var current = Volumes(snapshot, filter.Period, segments);
        var (total, ranked) = Largest(current, offset + limit);
        if (offset >= ranked.Count)
            return (total, []);
        var previous = Volumes(snapshot, filter.Previous, segments);
        return (total, [.. ranked.Skip(offset).Select(key => new RankedAccount(key, current[key], Math.Max(0, previous[key])))]);
    }

    // By account key; −1 where the account was not used.
    private static long[] Volumes(PortfolioSnapshot snapshot, Period period, bool[] segments)
    {
        var volumes = new long[snapshot.Months.AccountKeyLimit];
        Array.Fill(volumes, -1);
        foreach (var (rows, _) in snapshot.Months.In(period))
        {
            for (var i = 0; i < rows.AccountKey.Count; i++)
            {
                if (segments[snapshot.Clients.SegmentOf(rows.ClientKey[i])])
                    volumes[rows.AccountKey[i]] = Math.Max(0, volumes[rows.AccountKey[i]]) + rows.VolumeCents[i];
            }
        }

        return volumes;
    }

    /// <summary>The accounts in use, and the keys of the largest of them: a heap of these few passes over all.</summary>
    private static (int Total, List<int> Keys) Largest(long[] volumes, int most)
    {
        var total = 0;
        var heap = new PriorityQueue<int, (long Volume, int Key)>(most + 1);
        for (var key = 0; key < volumes.Length; key++)
        {
            if (volumes[key] < 0)
                continue;
            total++;
            if (heap.Count < most)
                heap.Enqueue(key, (volumes[key], -key));
            else if (most > 0)
                heap.EnqueueDequeue(key, (volumes[key], -key));
        }

        var keys = new List<int>(heap.Count);
        while (heap.TryDequeue(out var key, out _))
            keys.Add(key);
        keys.Reverse();
        return (total, keys);
    }

    internal sealed record RankedAccount(int AccountKey, long VolumeCents, long PreviousVolumeCents);
}
