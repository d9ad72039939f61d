using System.Globalization;
using System.Text;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Benchmarks.Indexes;

/// <summary>Writes <c>docs/indexes.md</c>: every index, the question that it serves, the plan and the time with and without it, on both engines.</summary>
internal static class IndexBenchmark
{
    private const int DefaultRows = 5_000_000;
    private const int RowsPerClient = 207;

    private static readonly DateOnly LastDay = new(2025, 6, 30);

    public static async Task<int> RunAsync(string[] options)
    {
        var rows = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultRows;
        var root = Directory.CreateTempSubdirectory("riskinsights-indexes-").FullName;
        try
        {
            var files = Path.Combine(root, "files");
            var bank = await DemoBank.WriteAsync(files, new DemoBankOptions { Clients = rows / RowsPerClient, EndsOn = LastDay });
            var engines = new Dictionary<string, Dictionary<IndexedQuery, IndexMeasurement>>(StringComparer.Ordinal);
            foreach (var engine in (string[])["sqlite", "postgres"])
                engines[engine] = await MeasureAsync(root, engine, files);
            var page = Page(engines, bank.Transactions);
            Console.WriteLine(page);
            if (rows == DefaultRows)
                await File.WriteAllTextAsync(Results.DocumentOf("indexes.md"), page);
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Dictionary<IndexedQuery, IndexMeasurement>> MeasureAsync(string root, string engine, string files)
    {
        var place = WarehousePlace.New(root, engine);
        try
        {
            await using var host = await ImportHost.OpenAsync(place);
            await host.Importer.ImportFolderAsync(files, "canonical", "benchmark");
            await host.Get<ModelTraining>().TrainAsync(host.Get<ModelRecipes>()[DefaultRecipe.Name], new TrainingRequest(), "benchmark", Environment.ProcessorCount, (_, _) => { });
            var version = await host.Get<AnomalyDetection>().DetectAsync(new IsolationForestOptions(), "benchmark", (_, _) => { });
            var judged = await host.Database.RowsAsync<long>("SELECT transaction_id FROM ml_anomaly_scores ORDER BY score DESC LIMIT 2000");
            await host.Get<Verdicts>().DecideAsync(judged.ToList(), Verdict.Legitimate, "", "benchmark");
            if (engine is "postgres")
                await host.Database.WriteAsync(writer => writer.Execute("ANALYZE (VERBOSE FALSE)"));
            var client = await host.Database.RowAsync<string>("SELECT MIN(client_id) FROM dim_clients");
            var measured = new Dictionary<IndexedQuery, IndexMeasurement>();
            foreach (var query in IndexedQuery.All(version, LastDay, client).Where(q => q.IsOf(engine)))
                measured[query] = await IndexMeasurement.OfAsync(host.Database, engine, query);
            return measured;
        }
        finally
        {
            place.Drop();
        }
    }

    private static string Page(Dictionary<string, Dictionary<IndexedQuery, IndexMeasurement>> engines, long transactions)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            # Indexes

            Written by `.ci/with-postgres dotnet run -c Release --project RiskInsights.Benchmarks -- indexes`: every index beside the primary keys, a question of the program that it serves,
            and the plan and the time of that question with it and without it, at {transactions:N0} transactions. Times are medians of three warm runs in milliseconds.
            Each index costs every load a little: one that no question needs is dropped. The account-months and the days have none, because their primary keys begin with the month and
            the day; in SQLite the transactions have none either, because they lie by day. There a load adds `fact_transactions_identifier` by itself when the identifiers of a file do
            not grow.

            | index | the question | SQLite with | without | PostgreSQL with | without |
            |---|---|---|---|---|---|

            """);
        foreach (var (query, postgres) in engines["postgres"])
        {
            var sqlite = Of(engines["sqlite"], query);
            page.Append(CultureInfo.InvariantCulture, $"| `{query.Index}` | {query.Purpose} | {With(sqlite)} | {Without(sqlite)} | {With(postgres)} | {Without(postgres)} |\n");
        }

        foreach (var query in engines["postgres"].Keys)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {query.Index}\n\nOn `{query.Table}`, for {query.Purpose} (`{query.Source}`).\n");
            foreach (var (engine, measured) in engines)
            {
                if (Of(measured, query) is not { } found)
                    continue;
                page.Append(CultureInfo.InvariantCulture, $"\n{engine}, with it:\n\n```\n{found.Plan}\n```\n\n{engine}, without:\n\n```\n{found.PlanWithout}\n```\n");
            }
        }

        return page.Append(CultureInfo.InvariantCulture, $"\nMachine: {Machine.Describe()}.\n").ToString();
    }

    private static IndexMeasurement? Of(Dictionary<IndexedQuery, IndexMeasurement> measured, IndexedQuery query) =>
        measured.SingleOrDefault(m => string.Equals(m.Key.Index, query.Index, StringComparison.Ordinal)).Value;

    private static string With(IndexMeasurement? measured) => measured?.Milliseconds.ToString("F2", CultureInfo.InvariantCulture) ?? "–";

    private static string Without(IndexMeasurement? measured) => measured is null
        ? "–"
        : (measured.GaveUp ? "over " : "") + measured.MillisecondsWithout.ToString("F2", CultureInfo.InvariantCulture);
}
