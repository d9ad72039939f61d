using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Reliability;

/// <summary>A server that is restarted, loses connections or has a full disk: one clear line, nothing lost, and the same process goes on.</summary>
public sealed class PostgresTroubleTests : IClassFixture<OwnPostgres>, IDisposable
{
    private const string AddSql = "INSERT INTO ops_properties (name, value) VALUES (@name, 'x')";
    private const string CountSql = "SELECT COUNT(*) FROM ops_properties WHERE value = 'x'";
    private const int Rows = 30_000;
    private static readonly string Many = ManyTransactions.Csv(Rows, first: 1_001);
    private readonly OwnPostgres _server;
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-").FullName);

    public PostgresTroubleTests(OwnPostgres server) => _server = server;

    public enum Accident
    {
        ConnectionsAreCut,
        ServerCrashesAndStarts,
    }

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [OwnPostgresFact]
    public async Task ReadAndWrite_ServerWasRestarted_WorkAtOnce()
    {
        await using var warehouse = await OpenWarehouse.AtAsync(_folder, _server.NewDatabase().Options);
        await warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a" }));
        Assert.Equal(1, await warehouse.Database.RowAsync<int>(CountSql));
        _server.Restart();
        Assert.Equal(1, await warehouse.Database.RowAsync<int>(CountSql));
        _server.Restart();
        await warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "b" }));
        Assert.Equal(2, await warehouse.Database.RowAsync<int>(CountSql));
    }

    [OwnPostgresFact]
    public async Task ReadAndWrite_ServerIsAway_SayWhereAndWorkWhenItIsBack()
    {
        await using var warehouse = await OpenWarehouse.AtAsync(_folder, _server.NewDatabase().Options);
        await _server.CrashAsync();
        var reading = Assert.ThrowsAsync<WarehouseException>(() => warehouse.Database.RowAsync<int>(CountSql));
        var writing = Assert.ThrowsAsync<WarehouseException>(() => warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a" })));
        Assert.All([await reading, await writing], e => Assert.Matches(@"^PostgreSQL at 127\.0\.0\.1:\d+ cannot be reached: .*Is it running.*$", e.Message));
        await _server.StartAsync();
        Assert.Equal(0, await warehouse.Database.RowAsync<int>(CountSql));
        await warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a" }));
    }

    [OwnPostgresTheory]
    [InlineData(Accident.ConnectionsAreCut)]
    [InlineData(Accident.ServerCrashesAndStarts)]
    public async Task Read_AccidentInTheMiddle_SaysSoAndTheNextOneWorks(Accident accident)
    {
        var (name, options) = _server.NewDatabase();
        await using var warehouse = await OpenWarehouse.AtAsync(_folder, options);
        var seen = 0;
        var error = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.Database.ForEachAsync<long>(
            "SELECT number FROM generate_series(1, 5000000) AS number",
            null,
            _ =>
            {
                if (++seen == 1_000)
                    Happen(accident, name);
            }));
        AssertSaysLost(error);
        Assert.InRange(seen, 1_000, 4_999_999);
        Assert.Equal(0, await warehouse.Database.RowAsync<int>(CountSql));
    }

    [OwnPostgresTheory]
    [InlineData(Accident.ConnectionsAreCut)]
    [InlineData(Accident.ServerCrashesAndStarts)]
    public async Task Load_AccidentInTheMiddle_KeepsNothingAndRepeatedIsWhole(Accident accident)
    {
        var (name, options) = _server.NewDatabase();
        await using var warehouse = await FilledAsync(options);
        var midway = new Midway(() => Happen(accident, name));
        AssertSaysLost(await Assert.ThrowsAsync<WarehouseException>(() => LoadAsync(warehouse, midway)));
        Assert.True(midway.HasCome);
        await AssertNothingKeptAsync(warehouse);
        await AssertLoadsAsync(warehouse);
    }

    /// <summary>The server ends the connection while it confirms: whether the change is there can only be found out by looking.</summary>
    [OwnPostgresFact]
    public async Task Commit_ConnectionIsLost_SaysThatItIsThereOrNot()
    {
        var (name, options) = _server.NewDatabase();
        await using var warehouse = await OpenWarehouse.AtAsync(_folder, options);
        _server.Execute(
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON ops_properties DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut();
            """,
            name);
        var error = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a" })));
        Assert.Contains("was lost while a change was being confirmed: it is there as a whole or not at all", error.Message, StringComparison.Ordinal);
        _server.Execute("DROP TRIGGER cut ON ops_properties", name);
        Assert.Equal(0, await warehouse.Database.RowAsync<int>(CountSql));
        await warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a" }));
        Assert.Equal(1, await warehouse.Database.RowAsync<int>(CountSql));
    }

    [OwnPostgresFact]
    public async Task Load_DiskOfTheTablesIsFull_SaysSoAndGoesOnWhenThereIsRoom()
    {
        await using var warehouse = await FilledAsync(_server.NewDatabase(small: true).Options);
        _server.TableDisk.Fill(leave: 1 << 20);
        try
        {
            var error = await Assert.ThrowsAsync<WarehouseException>(() => LoadAsync(warehouse));
            Assert.Matches(@"^The disk of PostgreSQL at 127\.0\.0\.1:\d+ is full\. Nothing was changed\.$", error.Message);
            await AssertNothingKeptAsync(warehouse);
        }
        finally
        {
            _server.TableDisk.Free();
        }

        await AssertLoadsAsync(warehouse);
    }

    /// <summary>A server that cannot write its log stops by itself. When it has been started again, everything confirmed is there.</summary>
    [OwnPostgresFact]
    public async Task Load_DiskOfTheLogIsFull_LosesNothing()
    {
        await using var warehouse = await FilledAsync(_server.NewDatabase().Options);
        _server.LogDisk.Fill(leave: 0);
        try
        {
            var error = await Assert.ThrowsAsync<WarehouseException>(async () =>
            {
                // What the log has in reserve may be enough for some loads.
                for (var first = 100_000; ; first += Rows)
                    await warehouse.ImportAsync($"{first}.csv", ManyTransactions.Csv(Rows, first));
            });
            Assert.Matches("was lost|is full|cannot be reached|is starting or stopping", error.Message);
            Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            _server.LogDisk.Free();
            _server.Restart();
        }

        var kept = await warehouse.Database.RowAsync<int>("SELECT CAST(SUM(loaded_rows) AS BIGINT) FROM ops_batches WHERE source = 'transactions'");
        Assert.Equal(kept, await warehouse.TransactionsAsync());
        await LoadAsync(warehouse);
        Assert.Equal(kept + Rows, await warehouse.TransactionsAsync());
        await AggregateFigures.AssertEqualRebuildAsync(warehouse.Database);
    }

    private async Task<OpenWarehouse> FilledAsync(WarehouseOptions options)
    {
        var warehouse = await (await OpenWarehouse.AtAsync(_folder, options)).WithAccountsAsync();
        await warehouse.ImportAsync("first.csv", ManyTransactions.Csv(1_000));
        return warehouse;
    }

    private static Task<BatchReport> LoadAsync(OpenWarehouse warehouse, IProgress<ImportProgress>? progress = null) =>
        warehouse.Importer.ImportFileAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Many)), "many.csv", "tester", progress);

    private static async Task AssertNothingKeptAsync(OpenWarehouse warehouse)
    {
        Assert.Equal(1_000, await warehouse.TransactionsAsync());
        Assert.Equal(3, await warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_batches"));
    }

    private static async Task AssertLoadsAsync(OpenWarehouse warehouse)
    {
        Assert.Equal(Rows, (await LoadAsync(warehouse)).Loaded);
        Assert.Equal(1_000 + Rows, await warehouse.TransactionsAsync());
        await AggregateFigures.AssertEqualRebuildAsync(warehouse.Database);
    }

    private static void AssertSaysLost(WarehouseException error) =>
        Assert.Matches(@"^The connection to PostgreSQL at 127\.0\.0\.1:\d+ was lost\. What was not confirmed was not kept; try again\.$", error.Message);

    private void Happen(Accident accident, string database)
    {
        if (accident == Accident.ConnectionsAreCut)
            _server.Cut(database);
        else
            _server.Restart();
    }

    /// <summary>Does something once, when the first rows of a load are in the open transaction.</summary>
    private sealed class Midway(Action act) : IProgress<ImportProgress>
    {
        public bool HasCome { get; private set; }

        public void Report(ImportProgress value)
        {
            if (HasCome || value.Rows == 0)
                return;
            HasCome = true;
            act();
        }
    }
}
