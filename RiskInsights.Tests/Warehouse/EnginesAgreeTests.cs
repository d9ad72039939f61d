using System.Text.Json;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Tests.Insights.Anomalies;
using RiskInsights.Tests.Modelling;

namespace RiskInsights.Tests.Warehouse;

/// <summary>The same files in both engines: the same rows in every table, and the same answer to every question.</summary>
[Collection(DemoWarehouse.Name)]
public sealed class EnginesAgreeTests(DemoWarehouse demo)
{
    private static readonly string[] Loaded =
        ["dim_time", "dim_clients", "dim_accounts", "fact_transactions", "fact_events", "agg_daily", "agg_account_month", "agg_amounts", "agg_watched", "ops_batches", "ops_quarantine", "ops_properties"];

    [PostgresFact]
    public async Task Tables_SameFiles_AreEqualRowByRow()
    {
        foreach (var table in Loaded)
            await AgreeAsync(async () => await TableText.RowsAsync(demo.Database, table, "started_at", "finished_at"));
        Assert.True(await demo.Database.RowAsync<int>("SELECT COUNT(*) FROM fact_transactions") > 50_000);
    }

    [PostgresFact]
    public async Task Portfolio_SameFiles_AnswersTheSame()
    {
        await AgreeAsync(async () => Lines(await demo.Get<PortfolioRepository>().CodesAsync()));
        await AgreeAsync(async () => Lines(await demo.Get<PortfolioRepository>().ExtentAsync()));
        for (var month = 0; month < 30; month += 5)
        {
            var period = new Period(new DateOnly(2022, 12, 5).AddMonths(month), new DateOnly(2023, 2, 17).AddMonths(month));
            var filter = new PortfolioFilter { Period = period, Previous = period.Before(), Segments = month % 2 == 0 ? [] : ["retail"], Countries = month % 3 == 0 ? ["FR", "ES"] : [] };
            await AgreeAsync(async () => Lines(await demo.Get<PortfolioRepository>().OverviewAsync(filter, Granularity.Week)));
            await AgreeAsync(async () => Lines((await demo.Get<PortfolioRepository>().TopAccountsAsync(filter, 0, 50)).Rows));
        }
    }

    [PostgresFact]
    public async Task Transactions_SameFiles_AnswersTheSame()
    {
        var filter = new TransactionFilter { From = new DateOnly(2024, 3, 1), To = new DateOnly(2024, 3, 31), Channels = ["online", "atm"] };
        foreach (var sort in Enum.GetValues<TransactionSort>())
            await AgreeAsync(async () => Lines(await demo.Get<TransactionRepository>().PageAsync(filter, sort, descending: true, 20, 200)));
        await AgreeAsync(async () => Lines(await demo.Get<TransactionRepository>().TotalsAsync(filter)));
        await AgreeAsync(async () => Lines(await demo.Get<IdentifierSearch>().ClientsAsync("CL-", 100)));
        await AgreeAsync(async () => Lines(await demo.Get<IdentifierSearch>().AccountsAsync("A", 100)));
    }

    [PostgresFact]
    public Task Anomalies_SameFiles_AreFoundAndCountedTheSame() => AgreeAsync(async () =>
    {
        using var bank = await WatchedBank.CreateAsync();
        await bank.Verdicts.DecideAsync(WatchedBank.Strange[..2], Core.Insights.Anomalies.Verdict.Fraud, "seen", "ana");
        var line = await bank.Anomalies.ScoreAtAsync(1, 0.01);
        var queue = await bank.Anomalies.QueueAsync(1, WatchedBank.Everything, line, Core.Insights.Anomalies.AnomalySort.Score, 0, 50);
        return
        [
            .. await TableText.RowsAsync(bank.Bank.Database, "ml_anomaly_scores"),
            .. await TableText.RowsAsync(bank.Bank.Database, "ml_model_versions"),
            .. await TableText.RowsAsync(bank.Bank.Database, "ml_verdicts"),
            .. Lines(await bank.Anomalies.CountsAsync(1, WatchedBank.Everything, line)),
            .. queue.SelectMany(r => Lines(r with { ClientId = "" })),
            .. Lines(await bank.Selections.WhyAsync(1, WatchedBank.Strange)),
            .. Lines(await bank.Verdicts.DecisionsAsync(10)),
        ];
    });

    [PostgresFact]
    public Task Default_SameFiles_TrainsTheSameModelAndScores() => AgreeAsync(async () =>
    {
        using var bank = await LearnableBank.CreateAsync();
        var version = await bank.TrainAsync();
        var report = (await bank.Reports.ReportAsync(LearnableBank.Default, null))!;
        return
        [
            .. await TableText.RowsAsync(bank.Bank.Database, "ml_model_versions"),
            .. await TableText.RowsAsync(bank.Bank.Database, "ml_scores"),
            .. Lines(report.Evaluation),
            .. report.Versions.SelectMany(Lines),
            .. (await bank.Scores.RiskiestAsync(LearnableBank.Default, version, AsOfDates.Newest(new DateOnly(2024, 12, 28)), 0.01, 0, 100)).Rows.SelectMany(r => Lines(r with { ClientId = "" })),
        ];
    });

    [PostgresFact]
    public async Task Schemas_BothEngines_HaveTheSameTablesColumnsAndIndexes()
    {
        using var sqlite = new TemporaryWarehouse(TestEngine.Sqlite);
        using var postgres = new TemporaryWarehouse(TestEngine.Postgres);
        var expected = await sqlite.Database.RowsAsync<string>("""
            SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END
            FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
            ORDER BY 1
            """);
        Assert.Equal(expected, await postgres.Database.RowsAsync<string>("""
            SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
            FROM information_schema.columns
            WHERE table_schema = 'public'
            ORDER BY CAST(table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END AS TEXT) COLLATE "C"
            """));
        Assert.Equal(
            await sqlite.Database.RowsAsync<string>("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"),
            await postgres.Database.RowsAsync<string>("""
                SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
                  AND c.relname <> 'fact_transactions_date' -- in SQLite the rows themselves lie by day
                ORDER BY c.relname COLLATE "C"
                """));
        Assert.Equal(
            await sqlite.Database.RowsAsync<string>("""
                SELECT m.name || '.' || f."from" || ' ' || f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1
                """),
            await postgres.Database.RowsAsync<string>("""
                SELECT k.conrelid::regclass || '.' || a.attname || ' ' || k.confrelid::regclass
                FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
                WHERE k.contype = 'f' ORDER BY CAST(k.conrelid::regclass || '.' || a.attname || ' ' || k.confrelid::regclass AS TEXT) COLLATE "C"
                """));
    }

    private static async Task AgreeAsync(Func<Task<IReadOnlyList<string>>> answer)
    {
        TestEngines.Current = TestEngine.Sqlite;
        var expected = await answer();
        TestEngines.Current = TestEngine.Postgres;
        var actual = await answer();
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i]);
    }

    private static string[] Lines<T>(T answer) => [JsonSerializer.Serialize(answer)];
}
