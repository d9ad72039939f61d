using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary><c>agg_amounts</c> in memory: how many transactions are no larger than each amount, sign aside.</summary>
internal sealed class AmountSizes
{
    private const string AmountsSql = """
        SELECT amount_cents, transaction_count FROM agg_amounts ORDER BY amount_cents
        """;

    private readonly List<long> _amounts = [];
    private readonly List<long> _counts = [];

    public static async Task<AmountSizes> ReadAsync(WarehouseDatabase warehouse, CancellationToken cancellation)
    {
        var sizes = new AmountSizes();
        long count = 0;
        await warehouse.ForEachRecordAsync(
            AmountsSql,
            null,
            row =>
            {
                sizes._amounts.Add(row.GetInt64(0));
                sizes._counts.Add(count += row.GetInt64(1));
            },
            cancellation);
        return sizes;
    }

    /// <summary>
    /// The smallest amount in cents that at least a share of the transactions does not exceed, as SQL's
    /// <c>PERCENTILE_DISC</c>; null without transactions.
    /// </summary>
    /// <param name="share">Above 0, at most 1.</param>
    public long? Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (_counts.Count == 0)
            return null;
        var place = _counts.BinarySearch((long)Math.Ceiling(share * _counts[^1]));
        return _amounts[place < 0 ? ~place : place];
    }
}
