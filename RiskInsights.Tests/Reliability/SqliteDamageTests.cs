using Dapper;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Reliability;

/// <summary>A page of the SQLite file is damaged, at the start or while the program runs: the message names file and remedy, and nothing is written any more.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    private const string AddSql = "INSERT INTO ops_properties (name, value) VALUES ('a', 'b')";
    private const string SumSql = "SELECT CAST(SUM(amount_cents) AS BIGINT) FROM fact_transactions";
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-").FullName);

    private string Damaged => $"The warehouse {_folder.Database} is damaged: restore a backup. Nothing was changed.";

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [Fact]
    public async Task Open_DamagedPage_IsRefused()
    {
        await FillAsync();
        DamageFacts();
        Assert.Equal(Damaged, Assert.Throws<WarehouseException>(() => new Sqlite(_folder.Database)).Message);
    }

    [Fact]
    public async Task Query_MeetsADamagedPage_SaysSoAndNothingIsWrittenAnyMore()
    {
        await FillAsync();
        using var engine = new Sqlite(_folder.Database);
        var warehouse = new WarehouseDatabase(engine);
        await warehouse.WriteAsync(w => w.Execute(AddSql));
        Assert.Null(warehouse.Damage);

        DamageFacts();
        Assert.Equal(Damaged, (await Assert.ThrowsAsync<WarehouseException>(() => warehouse.RowAsync<long>(SumSql))).Message);
        Assert.Equal(Damaged, (await Assert.ThrowsAsync<WarehouseException>(() => warehouse.WriteAsync(w => w.Execute(AddSql)))).Message);
        Assert.Equal(Damaged, warehouse.Damage);

        // What lies on sound pages can still be read, so that it can be saved.
        Assert.Equal(1, await warehouse.RowAsync<int>("SELECT COUNT(*) FROM ops_properties WHERE name = 'a'"));
    }

    [Fact]
    public async Task Write_MeetsADamagedPage_SaysSoAndKeepsNothing()
    {
        await FillAsync();
        using var engine = new Sqlite(_folder.Database);
        var warehouse = new WarehouseDatabase(engine);
        // What the check at the start has read is in memory still, undamaged.
        await engine.WriteAsync(connection => connection.Execute("PRAGMA shrink_memory"), CancellationToken.None);
        DamageFacts();
        var error = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.WriteAsync(w =>
        {
            w.Execute(AddSql);
            w.Execute("UPDATE fact_transactions SET amount_cents = amount_cents + 1");
        }));
        Assert.Equal(Damaged, error.Message);
        Assert.Equal(0, await warehouse.RowAsync<int>("SELECT COUNT(*) FROM ops_properties WHERE name = 'a'"));
    }

    /// <summary>Minutes would pass before a dashboard of a large bank is there, were every page looked at first.</summary>
    [Fact]
    public async Task Open_LargeFile_IsCheckedBesideTheWork()
    {
        await FillAsync();
        DamageFacts();
        using var engine = new Sqlite(_folder.Database, checkAtOnceBytes: 0);
        var warehouse = new WarehouseDatabase(engine);
        for (var wait = 0; wait < 3_000 && warehouse.Damage is null; wait++)
            await Task.Delay(10);
        Assert.Equal(Damaged, (await Assert.ThrowsAsync<WarehouseException>(() => warehouse.WriteAsync(w => w.Execute(AddSql)))).Message);
    }

    [Fact]
    public async Task Open_LargeSoundFile_FindsNothingAndClosesAtOnce()
    {
        await FillAsync();
        for (var i = 0; i < 5; i++)
        {
            using var engine = new Sqlite(_folder.Database, checkAtOnceBytes: 0);
            await new WarehouseDatabase(engine).WriteAsync(w => w.Execute("UPDATE ops_properties SET value = value"));
            Assert.Null(engine.Damage);
        }

        Assert.False(File.Exists(_folder.Database + "-wal"));
    }

    private async Task FillAsync()
    {
        await using var warehouse = await (await OpenWarehouse.AtAsync(_folder)).WithAccountsAsync();
        await warehouse.ImportAsync("many.csv", ManyTransactions.Csv(20_000));
    }

    /// <summary>Overwrites a leaf of the facts in place, as a failing disk does.</summary>
    private void DamageFacts()
    {
        using var file = new FileStream(_folder.Database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var page = new byte[4096];
        for (var at = file.Length - 4096; at > 0; at -= 4096)
        {
            file.Position = at;
            file.ReadExactly(page);
            // The facts are the only rows with a merchant category, and a leaf begins with 10 or 13.
            if (page[0] is not (10 or 13) || page.AsSpan().IndexOf("groceries"u8) < 0)
                continue;
            file.Position = at;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
            return;
        }

        throw new InvalidOperationException("No leaf of the facts was found.");
    }
}
