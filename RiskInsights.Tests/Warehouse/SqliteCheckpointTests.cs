namespace RiskInsights.Tests.Warehouse;

public sealed class SqliteCheckpointTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private const int Rows = 80;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    private readonly TemporaryWarehouse _warehouse = new(TestEngine.Sqlite);

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public async Task Log_HasOutgrownItsLength_IsMovedWhileTheNextChangeGoesOn()
    {
        var text = new string('x', Megabyte);
        await _warehouse.Database.WriteAsync(writer =>
        {
            for (var i = 0; i < Rows; i++)
                writer.Execute("INSERT INTO ops_properties (name, value) VALUES (@name, @text)", new { name = $"row {i}", text });
        });
        var isMoved = await _warehouse.Database.WriteAsync(writer =>
        {
            writer.Execute("INSERT INTO ops_properties (name, value) VALUES ('beside', '')");
            return SpinWait.SpinUntil(() => new FileInfo(_warehouse.Folder.Database).Length > Rows * Megabyte, Enough);
        });

        Assert.True(isMoved);
        Assert.Equal(Rows + 1, await _warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_properties WHERE name LIKE 'row %' OR name = 'beside'"));
    }
}
