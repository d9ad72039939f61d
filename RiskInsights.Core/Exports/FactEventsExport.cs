namespace RiskInsights.Core.Exports;

/// <summary>One row a thing that happened to a client or an account.</summary>
internal sealed class FactEventsExport : IExport
{
    public string Name => "fact_events";

    public string Sql => """
        SELECT event_id, client_key, account_key, date_key, event_type, amount_cents, batch_id
        FROM fact_events
        ORDER BY event_id
        """;
}
