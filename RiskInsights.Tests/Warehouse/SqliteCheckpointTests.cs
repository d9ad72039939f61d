using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Warehouse;

public sealed class SqliteCheckpointTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private const int Rows = 80;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("riskinsights-");

    private string File => Path.Combine(_folder.FullName, "warehouse.db");

    private FileInfo Log => new(File + "-wal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Log_HasOutgrownItsLength_IsMovedWhileTheNextChangeGoesOn()
    {
        using var engine = await OpenAsync();
        await WriteAsync(engine, Rows);
        var isMoved = await new WarehouseDatabase(engine).WriteAsync(writer =>
        {
            writer.Execute("INSERT INTO ops_properties (name, value) VALUES ('beside', '')");
            return SpinWait.SpinUntil(() => new FileInfo(File).Length > Rows * Megabyte, Enough);
        });

        Assert.True(isMoved);
        Assert.Equal(Rows + 1, await RowsAsync(engine));
    }

    [Fact]
    public async Task Log_ChangesFollowEachOther_StaysBounded()
    {
        const int changes = 20;
        const int each = 3;
        const int most = 8;
        using var engine = await OpenAsync(most * Megabyte);
        var longest = 0L;
        for (var i = 0; i < changes; i++)
        {
            await WriteAsync(engine, each);
            longest = Math.Max(longest, Log.Length);
        }

        Assert.InRange(longest, most * Megabyte, (most + (2 * each)) * Megabyte);
        Assert.Equal(changes * each, await RowsAsync(engine));
    }

    [Fact]
    public async Task Close_LongLogIsBeingMoved_LeavesOneFileWithAll()
    {
        using (var engine = await OpenAsync())
            await WriteAsync(engine, Rows);
        Assert.Equal([File], Directory.EnumerateFiles(_folder.FullName));
        using var again = await OpenAsync();
        Assert.Equal(Rows, await RowsAsync(again));
    }

    private async Task<Sqlite> OpenAsync(long mostLogBytes = SqliteCheckpoints.MostBytes)
    {
        var engine = new Sqlite(File, long.MaxValue, mostLogBytes);
        await Migrations.ApplyAsync(engine);
        return engine;
    }

    private static Task<int> RowsAsync(Sqlite engine) => new WarehouseDatabase(engine).RowAsync<int>("SELECT COUNT(*) FROM ops_properties");

    private static Task WriteAsync(Sqlite engine, int rows) => new WarehouseDatabase(engine).WriteAsync(writer =>
    {
        for (var i = 0; i < rows; i++)
            writer.Execute("INSERT INTO ops_properties (name, value) SELECT COALESCE(MAX(CAST(name AS INTEGER)), 0) + 1, @text FROM ops_properties", new { text = new string('x', Megabyte) });
    });
}
