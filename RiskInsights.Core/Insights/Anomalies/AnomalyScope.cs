namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// The part of a query that says which transactions are meant. Facts and clients are joined only where a chosen dimension
/// asks for them: most questions are answered by the scores and the verdicts alone.
/// </summary>
internal static class AnomalyScope
{
    /// <summary>The standing verdict of each judged transaction.</summary>
    public const string NewestVerdicts = """
        SELECT client_key, transaction_id, verdict, note, decided_by, decided_at
        FROM ml_verdicts
        WHERE (client_key, verdict_id) IN (SELECT client_key, MAX(verdict_id) FROM ml_verdicts GROUP BY client_key, transaction_id)
        """;

    /// <summary>
    /// <c>newest</c>: the standing verdicts. <c>listed</c>: the transactions of the period with at least a score, and those with
    /// a verdict whatever their score: what somebody decided never vanishes because a line was moved. The cross join (an inner one by its condition) keeps SQLite
    /// from reading every score to find the few that have a verdict.
    /// </summary>
    public const string Listed = $"""
        WITH newest AS ({NewestVerdicts}),
        listed AS (
          SELECT s.client_key, s.transaction_id FROM ml_anomaly_scores s
          WHERE s.version = @version AND s.score >= @atLeast AND s.date_key >= @fromKey AND s.date_key <= @toKey
          UNION
          SELECT s.client_key, s.transaction_id FROM newest n
          CROSS JOIN ml_anomaly_scores s
          WHERE s.version = @version AND s.client_key = n.client_key AND s.transaction_id = n.transaction_id AND s.date_key >= @fromKey AND s.date_key <= @toKey
        )
        """;

    // The period again, for the facts: months outside of it are not even looked at.
    private const string FactsJoin = """
        JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id
          AND t.date_key >= @fromKey AND t.date_key <= @toKey
        """;

    /// <summary>Joins what the filter's dimensions need to <c>s</c>, the scores.</summary>
    public static string Joins(AnomalyFilter filter)
    {
        var clients = filter.Segments.Count > 0;
        var facts = clients || filter.Countries.Count + filter.Channels.Count + filter.Types.Count > 0;
        return (facts ? FactsJoin + " " : "")
            + (clients ? "JOIN dim_clients c ON c.client_key = t.client_key" : "");
    }

    /// <summary>The filter's dimensions as conditions, each with AND in front.</summary>
    public static string Dimensions(AnomalyFilter filter) =>
        (filter.Segments.Count > 0 ? " AND c.segment IN @segments" : "")
        + (filter.Countries.Count > 0 ? " AND t.counterparty_country IN @countries" : "")
        + (filter.Channels.Count > 0 ? " AND t.channel IN @channels" : "")
        + (filter.Types.Count > 0 ? " AND t.type IN @types" : "");

    /// <summary>The filter's verdicts as a condition on <c>v</c>, with AND in front.</summary>
    public static string Verdicts(VerdictFilter verdicts) => verdicts switch
    {
        VerdictFilter.Open => " AND v.verdict IS NULL",
        VerdictFilter.Flagged => " AND v.verdict IN ('fraud', 'error', 'unsure')",
        VerdictFilter.Cleared => " AND v.verdict = 'legitimate'",
        _ => "",
    };
}
