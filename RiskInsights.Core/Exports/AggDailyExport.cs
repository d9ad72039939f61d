namespace RiskInsights.Core.Exports;

/// <summary>The daily KPIs: day, segment, counterparty country, channel, type.</summary>
internal sealed class AggDailyExport : IExport
{
    public string Name => "agg_daily";

    public string Sql => """
        SELECT date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents
        FROM agg_daily
        ORDER BY date_key, segment, country, channel, type
        """;
}
