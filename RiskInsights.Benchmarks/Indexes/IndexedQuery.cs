using System.Globalization;
using System.Reflection;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Indexes;

/// <summary>An index beyond the primary keys, and a question of the program that it serves.</summary>
/// <param name="Source">The class of the query and its name.</param>
internal sealed record IndexedQuery(string Index, string Table, string Purpose, string Source, string Sql, object Parameters)
{
    /// <summary>Whether the engine has the index: in SQLite the transactions themselves lie by day.</summary>
    public bool IsOf(string engine) => engine is not "sqlite" || Index is not "fact_transactions_date";

    /// <summary>Every index of the schema.</summary>
    public static IReadOnlyList<IndexedQuery> All(int anomalyVersion, DateOnly lastDay, string clientId)
    {
        var week = new TransactionQuery(new TransactionFilter { From = lastDay.AddDays(-6), To = lastDay });
        var client = new TransactionQuery(new TransactionFilter { From = lastDay.AddDays(-6), To = lastDay, ClientId = clientId });
        var year = new { fromKey = TimeDimension.KeyOf(lastDay.AddYears(-1)), toKey = TimeDimension.KeyOf(lastDay) };
        return
        [
            new("fact_transactions_date", "fact_transactions", "a page of the transactions of a week, newest first", "TransactionQuery.Page",
                week.Page(TransactionSort.Booked, descending: true), week.Parameters(0, 50)),
            new("dim_accounts_client", "dim_accounts", "the transactions of one client in a week", "TransactionQuery.Page",
                client.Page(TransactionSort.Booked, descending: true), client.Parameters(0, 50)),
            Of("fact_events_type_date", "fact_events", "when each client defaulted first", "Insights.Portfolio.ClientBook", "ClientsSql", new { }),
            Of("fact_events_client", "fact_events", "what happened to one client in a year", "Insights.Clients.ClientActivityRepository", "EventsSql",
                new { clientKey = 1, year.fromKey, year.toKey }),
            Of("ml_scores_rank", "ml_scores", "a page of the riskiest clients", "Modelling.Scoring.ClientScores", "RiskiestSql",
                new { modelName = "default", version = 1, asOf = TimeDimension.KeyOf(lastDay.AddDays(1)), atLeast = 0.0, limit = 25, offset = 0 }),
            Of("ml_scores_client", "ml_scores", "the newest probabilities of a page of clients", "Modelling.Scoring.ClientScores", "ProbabilitiesSql",
                new { modelName = "default", clientKeys = Enumerable.Range(1, 25) }),
            Of("ml_anomaly_scores_score", "ml_anomaly_scores", "the thousand highest scores", "Insights.Anomalies.AnomalyRepository", "HighestScoresSql",
                new { version = anomalyVersion, highest = 1000 }),
            Of("ml_verdicts_transaction", "ml_verdicts", "anomalies that nobody has judged", "Insights.Anomalies.AnomalyRepository", "OpenSql",
                new { version = anomalyVersion, atLeast = 0.6 }),
            Of("ml_model_versions_champion", "ml_model_versions", "one champion a model (a rule; it serves no question by itself)", "ModelRegistry.ModelVersions", "ListSql", new { modelName = "default" }),
            new("ops_jobs_open", "ops_jobs", "one open job of a kind and subject (a rule), and the open jobs", "JobRepository",
                "SELECT job_id, kind, subject FROM ops_jobs WHERE status IN ('queued', 'running') ORDER BY job_id", new { }),
        ];
    }

    private static IndexedQuery Of(string index, string table, string purpose, string type, string name, object parameters)
    {
        var holder = typeof(WarehouseDatabase).Assembly.GetType("RiskInsights.Core." + type) ?? throw new InvalidOperationException($"There is no {type}.");
        var sql = holder.GetField(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetRawConstantValue() as string;
        return new IndexedQuery(
            index, table, purpose, string.Create(CultureInfo.InvariantCulture, $"{holder.Name}.{name}"), sql ?? throw new InvalidOperationException($"{type} has no {name}."), parameters);
    }
}
