namespace RiskInsights.Core.Exports;

/// <summary>The transactions that the watch rule names, by month and counterparty country.</summary>
internal sealed class AggWatchedExport : IExport
{
    public string Name => "agg_watched";

    public string Sql => """
        SELECT year_month, country, transaction_count, amount_cents
        FROM agg_watched
        ORDER BY year_month, country
        """;
}
