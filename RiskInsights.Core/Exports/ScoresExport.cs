namespace RiskInsights.Core.Exports;

/// <summary>The newest scores of every champion, one row a client and model.</summary>
internal sealed class ScoresExport : IExport
{
    public string Name => "scores";

    public string Sql => """
        SELECT s.model_name, s.version, s.as_of_date_key, c.client_key, c.client_id, c.segment, c.country, s.probability, s.score_rank
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version AND v.stage = 'champion'
        JOIN (SELECT model_name, version, MAX(as_of_date_key) AS as_of_date_key FROM ml_scores GROUP BY model_name, version) n
          ON n.model_name = s.model_name AND n.version = s.version AND n.as_of_date_key = s.as_of_date_key
        JOIN dim_clients c ON c.client_key = s.client_key
        ORDER BY s.model_name, s.score_rank
        """;
}
