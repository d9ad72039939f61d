namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The accounts by volume, largest first.</summary>
internal static class AccountRanking
{
    public static (int Total, IReadOnlyList<RankedAccount> Rows) Of(PortfolioSnapshot snapshot, PortfolioFilter filter, int offset, int limit)
    {
        var segments = snapshot.Clients.Segments.Mask(filter.Segments);
        var current = Volumes(snapshot, filter.Period, segments);
        var ranked = current.OrderByDescending(a => a.Value).ThenBy(a => a.Key).Skip(offset).Take(limit).ToList();
        var wanted = ranked.Select(a => a.Key).ToHashSet();
        var previous = Volumes(snapshot, filter.Previous, segments, wanted);
        return (current.Count, [.. ranked.Select(a => new RankedAccount(a.Key, a.Value, previous.GetValueOrDefault(a.Key)))]);
    }

    private static Dictionary<int, long> Volumes(PortfolioSnapshot snapshot, Period period, bool[] segments, HashSet<int>? only = null)
    {
        var volumes = new Dictionary<int, long>();
        foreach (var (rows, _) in snapshot.Months.In(period))
        {
            for (var i = 0; i < rows.AccountKey.Count; i++)
            {
                var account = rows.AccountKey[i];
                if (!segments[snapshot.Clients.SegmentOf(rows.ClientKey[i])] || only?.Contains(account) == false)
                    continue;
                volumes[account] = volumes.GetValueOrDefault(account) + rows.VolumeCents[i];
            }
        }

        return volumes;
    }

    internal sealed record RankedAccount(int AccountKey, long VolumeCents, long PreviousVolumeCents);
}
