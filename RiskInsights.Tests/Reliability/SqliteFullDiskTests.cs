using Dapper;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Jobs;

namespace RiskInsights.Tests.Reliability;

/// <summary>The disk under a SQLite warehouse fills up: one clear line, nothing half kept, and the same process goes on when there is room again.</summary>
public sealed class SqliteFullDiskTests : IDisposable
{
    private const string AddSql = "INSERT INTO ops_properties (name, value) VALUES (@name, @value)";
    private readonly SmallDisk _disk = new(24);

    private DataFolder Folder => new(Path.Combine(_disk.Path, "data"));

    public void Dispose() => _disk.Dispose();

    /// <summary>With room in its cache SQLite writes everything at the commit, otherwise while rows come in: the disk is full at the one or the other.</summary>
    [LinuxTheory]
    [InlineData(-65536)]
    [InlineData(-500)]
    public async Task Load_DiskFillsUp_KeepsNothingOfTheFileAndGoesOnWhenThereIsRoom(int cacheSize)
    {
        await using var warehouse = await (await OpenWarehouse.AtAsync(Folder)).WithAccountsAsync();
        await warehouse.ImportAsync("first.csv", ManyTransactions.Csv(1_000));
        await warehouse.Engine.WriteAsync(connection => connection.Execute($"PRAGMA cache_size = {cacheSize}"), CancellationToken.None);
        var many = ManyTransactions.Csv(30_000, first: 1_001);

        _disk.Fill(leave: 1 << 20);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            AssertSaysFull(await Assert.ThrowsAsync<WarehouseException>(() => warehouse.ImportAsync("many.csv", many)));
            Assert.Equal(1_000, await warehouse.TransactionsAsync());
            Assert.Equal(3, await warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_batches"));
        }

        _disk.Free();
        Assert.Equal(30_000, (await warehouse.ImportAsync("many.csv", many)).Loaded);
        Assert.Equal(31_000, await warehouse.TransactionsAsync());
        Assert.Equal("ok", await warehouse.Database.RowAsync<string>("PRAGMA integrity_check"));
        Assert.InRange(await AggregateFigures.AssertEqualRebuildAsync(warehouse.Database), 100, int.MaxValue);
    }

    /// <summary>The write-ahead log holds what the file has no room for; the next checkpoint after there is room moves it.</summary>
    [LinuxFact]
    public async Task Checkpoint_NoRoomInTheFile_LosesNothing()
    {
        var rows = 0;
        await using (var warehouse = await OpenWarehouse.AtAsync(Folder))
        {
            await FillLogAsync(warehouse, 3_000);
            _disk.Fill(leave: 3 << 20);
            var refused = 0;
            while (refused < 3)
            {
                try
                {
                    await FillLogAsync(warehouse, 50);
                }
                catch (WarehouseException error)
                {
                    AssertSaysFull(error);
                    refused++;
                }

                Assert.Equal(rows, await CountAsync(warehouse));
            }

            _disk.Free();
            await FillLogAsync(warehouse, 3_000);
            Assert.Equal(rows, await CountAsync(warehouse));
        }

        Assert.False(File.Exists(Folder.Database + "-wal"));
        await using var again = await OpenWarehouse.AtAsync(Folder);
        Assert.Equal(rows, await CountAsync(again));

        // About a kilobyte each.
        async Task FillLogAsync(OpenWarehouse warehouse, int count)
        {
            await warehouse.Database.WriteAsync(w =>
            {
                for (var i = 0; i < count; i++)
                    w.Execute(AddSql, new { name = $"{rows + i}", value = new string('x', 1_000) });
            });
            rows += count;
        }
    }

    [LinuxFact]
    public async Task Open_NotABlockIsFree_SaysSoAndOpensWhenThereIsRoom()
    {
        await using (var warehouse = await OpenWarehouse.AtAsync(Folder))
            await warehouse.Database.WriteAsync(w => w.Execute(AddSql, new { name = "a", value = "b" }));
        _disk.Fill(leave: 0);
        AssertSaysFull(await Assert.ThrowsAsync<WarehouseException>(() => OpenWarehouse.AtAsync(Folder)));
        _disk.Free();
        await using var again = await OpenWarehouse.AtAsync(Folder);
        Assert.Equal(1, await CountAsync(again));
    }

    [LinuxFact]
    public async Task ImportCommand_DiskFillsUp_FailsWithOneLineAndLoadsTheRestLater()
    {
        var files = Directory.CreateTempSubdirectory("riskinsights-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(files, "kyc.csv"), SmallBank.Kyc);
            await File.WriteAllTextAsync(Path.Combine(files, "accounts.csv"), SmallBank.Accounts);
            await File.WriteAllTextAsync(Path.Combine(files, "transactions.csv"), ManyTransactions.Csv(30_000));
            await using (await OpenWarehouse.AtAsync(Folder))
                _disk.Fill(leave: 2 << 20);

            var (exitCode, output, error) = await TheProgram.RunAsync("import", files, "--data", Folder.Root);
            Assert.Equal(1, exitCode);
            Assert.Contains("accounts.csv: 3 read = 3 loaded", output, StringComparison.Ordinal);
            Assert.DoesNotContain("transactions.csv", output, StringComparison.Ordinal);
            Assert.StartsWith($"error: The disk of the warehouse {Folder.Database} is full.", error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);

            _disk.Free();
            (exitCode, output, _) = await TheProgram.RunAsync("import", files, "--data", Folder.Root);
            Assert.Equal(0, exitCode);
            Assert.Contains("kyc.csv: 0 read = 0 loaded + 0 unchanged + 0 quarantined; already loaded", output, StringComparison.Ordinal);
            Assert.Contains("transactions.csv: 30000 read = 30000 loaded", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }
    }

    [LinuxFact]
    public async Task ImportJob_DiskFillsUp_FailsInWordsAndTheNextOneWorks()
    {
        await using var program = new JobProgram(root: Folder.Root);
        await program.StartAsync();
        Assert.Equal(Dashboard.Jobs.JobPhase.Succeeded, (await program.RunAsync(program.Factory.ImportFiles(
            await program.SendAsync(("kyc.csv", SmallBank.Kyc), ("accounts.csv", SmallBank.Accounts))))).Phase);

        var many = ManyTransactions.Csv(30_000);
        var upload = await program.SendAsync(("many.csv", many));
        _disk.Fill(leave: 1 << 20);
        var failed = await program.RunAsync(program.Factory.ImportFiles(upload));
        Assert.Equal(Dashboard.Jobs.JobPhase.Failed, failed.Phase);
        Assert.StartsWith($"The disk of the warehouse {Folder.Database} is full.", failed.Error, StringComparison.Ordinal);
        Assert.Equal(failed.Error, await program.Get<WarehouseDatabase>().RowAsync<string>("SELECT error FROM ops_jobs WHERE job_id = @JobId", new { failed.JobId }));

        _disk.Free();
        var repeated = await program.RunAsync(program.Factory.ImportFiles(await program.SendAsync(("many.csv", many))));
        Assert.Equal(Dashboard.Jobs.JobPhase.Succeeded, repeated.Phase);
        Assert.Equal(30_000, await program.Get<WarehouseDatabase>().RowAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
    }

    private static Task<int> CountAsync(OpenWarehouse warehouse) =>
        warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_properties WHERE LENGTH(value) IN (1, 1000)");

    private void AssertSaysFull(WarehouseException error) =>
        Assert.Equal($"The disk of the warehouse {Folder.Database} is full. Nothing was changed; free some space and try again.", error.Message);
}
