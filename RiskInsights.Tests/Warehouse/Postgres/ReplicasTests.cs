using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Warehouse.Postgres;

/// <summary>Two programs on one database.</summary>
public sealed class ReplicasTests
{
    [PostgresFact]
    public async Task Import_SameFileAtOnce_OneLoadsItAndTheOtherReportsIt()
    {
        using var database = PostgresServer.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("riskinsights-replicas-").FullName;
        await using var first = Replica(database, folder);
        await using var second = Replica(database, folder);
        await ImportAsync(first, "kyc.csv", SmallBank.Kyc);
        await ImportAsync(first, "accounts.csv", SmallBank.Accounts);

        for (var round = 0; round < 10; round++)
        {
            var text = SmallBank.TransactionsHeader + "\n" + string.Concat(Enumerable.Range(round * 1000, 1000)
                .Select(i => $"{i + 1},A1,2024-01-05T08:00:00,50,transfer,online,FR,,\n"));
            var reports = await Task.WhenAll(ImportAsync(first, "a.csv", text), ImportAsync(second, "b.csv", text));
            Assert.Single(reports, r => !r.AlreadyLoaded && r.Loaded == 1000);
            Assert.Single(reports, r => r.AlreadyLoaded && r.BatchId == reports.Single(w => !w.AlreadyLoaded).BatchId);
        }

        Assert.Equal(10_000, await second.GetRequiredService<WarehouseDatabase>().RowAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
        Assert.Equal(10_000, await second.GetRequiredService<WarehouseDatabase>().RowAsync<int>("SELECT SUM(transaction_count) FROM agg_daily"));
        Directory.Delete(folder, recursive: true);
    }

    [PostgresFact]
    public async Task Migrate_TwoAtOnceOnAnEmptyDatabase_MakeOneSchema()
    {
        using var database = PostgresServer.EmptyDatabase();
        var options = new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString };
        using var first = options.Open(new DataFolder("unused"));
        using var second = options.Open(new DataFolder("unused"));
        var versions = await Task.WhenAll(Migrations.ApplyAsync(first), Migrations.ApplyAsync(second));
        Assert.Equal(versions[0], versions[1]);
        Assert.Equal(versions[0], await new WarehouseDatabase(first).RowAsync<int>("SELECT MAX(version) FROM ops_migrations"));
    }

    private static ServiceProvider Replica(PostgresDatabase database, string folder) => new ServiceCollection().AddLogging()
        .AddRiskInsights(new DataFolder(folder), new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString })
        .BuildServiceProvider();

    private static Task<BatchReport> ImportAsync(ServiceProvider replica, string name, string text) =>
        replica.GetRequiredService<Importer>().ImportFileAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name, "tester");
}
