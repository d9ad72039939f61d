using RiskInsights.Core.Insights.Anomalies;

namespace RiskInsights.Core.Exports;

/// <summary>
/// The scored transactions that stand out or were judged, with their newest verdict: every one with a verdict, and the
/// highest-scored 5 % (the export's floor; a report filters further by score).
/// </summary>
internal sealed class AnomaliesExport : IExport
{
    public string Name => "anomalies";

    public string Sql => $"""
        SELECT t.transaction_id, t.account_key, t.client_key, t.date_key, t.second_of_day, t.amount_cents, t.type, t.channel,
               t.counterparty_country, s.version, s.score, s.times_usual, s.main_reason,
               v.verdict, v.note, v.decided_by, v.decided_at
        FROM ml_anomaly_scores s
        JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id
        LEFT JOIN ({AnomalyScope.NewestVerdicts}) v ON v.client_key = s.client_key AND v.transaction_id = s.transaction_id
        WHERE s.version = (SELECT MAX(m.version) FROM ml_model_versions m WHERE m.model_name = 'anomalies' AND m.stage = 'champion')
          AND (s.main_reason <> '' OR v.verdict IS NOT NULL)
        ORDER BY s.score DESC, t.transaction_id
        """;
}
