namespace RiskInsights.Core.Exports;

/// <summary>The newest scores of every champion, one row a client and model.</summary>
internal sealed class ScoresExport : IExport
{
    public string Name => "scores";

    public string Sql => """
        SELECT s.model_name, s.version, s.as_of_date_key, c.client_key, c.client_id, c.segment, c.country, s.probability, s.score_rank
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version AND v.stage = 'champion'
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.as_of_date_key = (SELECT MAX(n.as_of_date_key) FROM ml_scores n WHERE n.model_name = s.model_name AND n.version = s.version)
        ORDER BY s.model_name, s.score_rank
        """;
}
