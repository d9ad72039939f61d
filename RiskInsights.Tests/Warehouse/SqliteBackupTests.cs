using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Warehouse;

public sealed class SqliteBackupTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 30, 0, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-backup-").FullName;

    private string Warehouse => Path.Combine(_root, "bank", "processed", "risk_insights.db");

    private string Backup => Path.Combine(_root, "backups", "monday.db");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Write_WhileTheWarehouseIsOpenAndWrittenTo_HoldsTheCommittedOnly()
    {
        using var engine = await OpenAsync();
        await AddAsync(engine, "first");
        await engine.WriteAsync(
            connection =>
            {
                using var transaction = connection.BeginTransaction();
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO ops_migrations (version) VALUES (77)";
                command.ExecuteNonQuery();
                Assert.True(SqliteBackup.Write(Warehouse, Backup) > 0);
                transaction.Rollback();
                return true;
            },
            CancellationToken.None);
        using var copy = new Sqlite(Backup);
        Assert.Equal(["first"], await NamesAsync(copy));
        Assert.Equal(0, await new WarehouseDatabase(copy).RowAsync<int>("SELECT COUNT(*) FROM ops_migrations WHERE version = 77"));
        Assert.Equal(["monday.db"], Directory.GetFiles(Path.GetDirectoryName(Backup)!).Select(Path.GetFileName).Where(n => !n!.Contains('-', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Restore_OverALaterWarehouse_BringsTheBackupBackAndKeepsTheLater()
    {
        using (var engine = await OpenAsync())
        {
            await AddAsync(engine, "first");
            SqliteBackup.Write(Warehouse, Backup);
            await AddAsync(engine, "second");
        }
        var former = SqliteBackup.Restore(Backup, Warehouse, Now);
        Assert.Equal(Warehouse + ".replaced-20261120-103000", former);
        using var restored = new Sqlite(Warehouse);
        Assert.Equal(["first"], await NamesAsync(restored));
        using var later = new Sqlite(former!);
        Assert.Equal(["first", "second"], await NamesAsync(later));
    }

    [Fact]
    public async Task Restore_IntoAnEmptyFolder_IsTheBackup()
    {
        using (var engine = await OpenAsync())
        {
            await AddAsync(engine, "first");
            SqliteBackup.Write(Warehouse, Backup);
        }
        var elsewhere = Path.Combine(_root, "new", "processed", "risk_insights.db");
        Assert.Null(SqliteBackup.Restore(Backup, elsewhere, Now));
        using var restored = new Sqlite(elsewhere);
        Assert.Equal(["first"], await NamesAsync(restored));
    }

    [Fact]
    public async Task Restore_OverADamagedWarehouse_TakesItsPlaceAndKeepsIt()
    {
        using (var engine = await OpenAsync())
        {
            await AddAsync(engine, "first");
            SqliteBackup.Write(Warehouse, Backup);
        }
        await File.WriteAllTextAsync(Warehouse, "no longer a database");
        await File.WriteAllTextAsync(Warehouse + "-wal", "a log of it");
        var former = SqliteBackup.Restore(Backup, Warehouse, Now);
        Assert.Equal("no longer a database", await File.ReadAllTextAsync(former!));
        Assert.False(File.Exists(Warehouse + "-wal"));
        using var restored = new Sqlite(Warehouse);
        Assert.Equal(["first"], await NamesAsync(restored));
    }

    [Fact]
    public async Task Restore_WhileTheWarehouseIsOpen_IsRefusedAndChangesNothing()
    {
        using var engine = await OpenAsync();
        await AddAsync(engine, "first");
        SqliteBackup.Write(Warehouse, Backup);
        await AddAsync(engine, "second");
        var refusal = Assert.Throws<WarehouseException>(() => SqliteBackup.Restore(Backup, Warehouse, Now));
        Assert.Contains("stop the dashboard first", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["first", "second"], await NamesAsync(engine));
    }

    [Fact]
    public async Task Restore_OfADamagedOrForeignFile_IsRefusedAndChangesNothing()
    {
        using (var engine = await OpenAsync())
        {
            await AddAsync(engine, "first");
            SqliteBackup.Write(Warehouse, Backup);
        }
        var bytes = await File.ReadAllBytesAsync(Backup);
        Array.Fill(bytes, (byte)0xAB, 4096, bytes.Length - 8192);
        await File.WriteAllBytesAsync(Path.Combine(_root, "damaged.db"), bytes);
        await File.WriteAllTextAsync(Path.Combine(_root, "text.db"), "no database");
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_root, "other.db")};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE notes (text TEXT)";
            command.ExecuteNonQuery();
        }
        Assert.All(["damaged.db", "text.db", "other.db", "absent.db"], name =>
            Assert.Throws<WarehouseException>(() => SqliteBackup.Restore(Path.Combine(_root, name), Warehouse, Now)));
        Assert.Throws<WarehouseException>(() => SqliteBackup.Write(Warehouse, Backup));
        Assert.Throws<WarehouseException>(() => SqliteBackup.Write(Path.Combine(_root, "absent.db"), Path.Combine(_root, "x.db")));
        using var untouched = new Sqlite(Warehouse);
        Assert.Equal(["first"], await NamesAsync(untouched));
    }

    private async Task<Sqlite> OpenAsync()
    {
        var engine = new Sqlite(Warehouse);
        await Migrations.ApplyAsync(engine);
        await new WarehouseDatabase(engine).WriteAsync(w => w.Execute("CREATE TABLE probe (id INTEGER PRIMARY KEY, name TEXT NOT NULL)"));
        return engine;
    }

    private static Task AddAsync(Sqlite engine, string name) =>
        new WarehouseDatabase(engine).WriteAsync(w => w.Execute("INSERT INTO probe (name) VALUES (@name)", new { name }));

    private static Task<IReadOnlyList<string>> NamesAsync(Sqlite engine) =>
        new WarehouseDatabase(engine).RowsAsync<string>("SELECT name FROM probe ORDER BY id");
}
