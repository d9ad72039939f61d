using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

/// <summary>Warehouses that were made before jobs could move between replicas.</summary>
public sealed class ReplicasSchemaTests : IDisposable
{
    private const string OldJobsSql = """
        INSERT INTO ops_jobs (kind, subject, status, step, share_done, started_by, created_at)
        VALUES ('train', 'default', 'running', '', 0.5, 'Ada', '2024-01-01T00:00:00.000Z'),
               ('train', 'default', 'queued', '', 0, 'Ben', '2024-01-01T00:00:01.000Z'),
               ('export', 'all', 'succeeded', '', 1, 'Ada', '2024-01-01T00:00:02.000Z')
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("riskinsights-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EngineFact]
    public async Task Migrate_WarehouseWithOpenJobs_KeepsEveryRowAndClosesTheOpenOnes()
    {
        using var database = TestEngines.Current == TestEngine.Postgres ? PostgresServer.EmptyDatabase() : null;
        var options = database is null ? new WarehouseOptions() : new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString };
        using var engine = options.Open(new DataFolder(_folder));
        var warehouse = new WarehouseDatabase(engine);
        await warehouse.WriteAsync(writer =>
        {
            writer.Execute("CREATE TABLE ops_migrations (version INTEGER PRIMARY KEY NOT NULL)");
            foreach (var (number, name) in new[] { (1, "star"), (2, "operations"), (3, "learning") })
            {
                writer.Execute(File.ReadAllText(Repository.Path("RiskInsights.Core", "Warehouse", "Schema", engine.Name, $"000{number}_{name}.sql")));
                writer.Execute("INSERT INTO ops_migrations (version) VALUES (@number)", new { number });
            }

            writer.Execute(OldJobsSql);
        });

        await Migrations.ApplyAsync(engine);
        Assert.Equal(
            ["Ada failed", "Ben failed", "Ada succeeded"],
            await warehouse.RowsAsync<string>("SELECT started_by || ' ' || status FROM ops_jobs ORDER BY job_id"));
        Assert.Equal(2, await warehouse.RowAsync<int>("SELECT COUNT(*) FROM ops_jobs WHERE finished_at IS NOT NULL AND error IS NOT NULL"));
        Assert.Equal(3, await warehouse.RowAsync<int>("SELECT COUNT(*) FROM ops_jobs WHERE options = '{}' AND attempt = 0 AND place IS NULL"));
    }
}
