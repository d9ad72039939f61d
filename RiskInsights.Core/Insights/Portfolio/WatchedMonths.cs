using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary><c>agg_watched</c> in memory.</summary>
internal sealed class WatchedMonths(IReadOnlyList<WatchedMonths.Cell> cells)
{
    private const string CellsSql = """
        SELECT year_month, country, transaction_count, amount_cents FROM agg_watched
        """;

    public static async Task<WatchedMonths> ReadAsync(WarehouseDatabase warehouse, CancellationToken cancellation) =>
        new(await warehouse.RowsAsync<Cell>(CellsSql, cancellation: cancellation));

    /// <summary>By country, in the order of their codes.</summary>
    public IReadOnlyList<WatchedCountry> ByCountry() =>
        [.. cells.GroupBy(c => c.Country, StringComparer.Ordinal)
            .Select(g => new WatchedCountry(g.Key, g.Sum(c => c.TransactionCount), g.Sum(c => c.AmountCents)))
            .OrderBy(c => c.Country, StringComparer.Ordinal)];

    internal sealed record Cell
    {
        public int YearMonth { get; init; }

        public string Country { get; init; } = "";

        public long TransactionCount { get; init; }

        public long AmountCents { get; init; }
    }
}

/// <summary>The transactions with a country that the bank's watch rule names.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, the counterparty's.</param>
/// <param name="AmountCents">Sum of the amounts, sign aside.</param>
public sealed record WatchedCountry(string Country, long TransactionCount, long AmountCents);
