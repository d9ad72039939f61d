using System.Diagnostics;
using Npgsql;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Tests.Warehouse.Postgres;

/// <summary>A server that is away, refuses, or cuts connections: one line that says so, and no restart of the program.</summary>
public sealed class PostgresWarehouseTests : IDisposable
{
    private const string AddSql = "INSERT INTO ops_properties (name, value) VALUES (@name, 'x')";
    private const string CountSql = "SELECT COUNT(*) FROM ops_properties";
    private readonly PostgresDatabase? _database = PostgresServer.IsPresent ? PostgresServer.NewDatabase() : null;

    private string Address => (_database ?? PostgresServer.NewDatabase()).ConnectionString;

    public void Dispose() => _database?.Dispose();

    [PostgresFact]
    public void Open_WrongPassword_SaysWhoWasRefusedAndNotWithWhat()
    {
        var error = Refused(new NpgsqlConnectionStringBuilder(Address) { Password = "s3cret-guess" });
        Assert.Contains("user riskinsights", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-guess", error.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public void Open_NoSuchDatabase_NamesIt() =>
        Assert.Contains("no database nowhere", Refused(new NpgsqlConnectionStringBuilder(Address) { Database = "nowhere" }).Message, StringComparison.Ordinal);

    [PostgresFact]
    public void Open_NobodyListens_NamesTheAddress() =>
        Assert.Contains("127.0.0.1:9 cannot be reached", Refused(new NpgsqlConnectionStringBuilder(Address) { Host = "127.0.0.1", Port = 9 }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Host=db;Port=many;Password=s3cret-guess")]
    [InlineData("Host=db;Password=s3cret-guess")]
    public void Open_NoConnectionString_IsRefusedWithoutRepeatingIt(string text)
    {
        var error = Assert.Throws<WarehouseException>(() => new PostgresWarehouse(text));
        Assert.Contains("Warehouse:ConnectionString", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-guess", error.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task ReadAndWrite_AllConnectionsWereCut_WorkAgainAtOnce()
    {
        using var engine = new PostgresWarehouse(Address);
        var warehouse = new WarehouseDatabase(engine);
        await warehouse.WriteAsync(w => w.Execute(AddSql, new { name = "a" }));
        Assert.Equal(1, await warehouse.RowAsync<int>(CountSql));
        Cut();
        Assert.Equal(1, await warehouse.RowAsync<int>(CountSql));
        Cut();
        await warehouse.WriteAsync(w => w.Execute(AddSql, new { name = "b" }));
        Assert.Equal(2, await warehouse.RowAsync<int>(CountSql));
    }

    [PostgresFact]
    public async Task Write_ConnectionIsCutMidway_KeepsNothingAndSaysSo()
    {
        using var engine = new PostgresWarehouse(Address);
        var warehouse = new WarehouseDatabase(engine);
        var error = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.WriteAsync(w =>
        {
            w.Execute(AddSql, new { name = "a" });
            Cut();
            w.Execute(AddSql, new { name = "b" });
        }));
        Assert.Contains("was lost", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await warehouse.RowAsync<int>(CountSql));
    }

    [PostgresFact]
    public async Task Write_AnotherReplicaIsWriting_WaitsItsTurnWhileReadsDoNot()
    {
        using var first = new PostgresWarehouse(Address);
        using var second = new PostgresWarehouse(Address);
        var (writing, mayEnd) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualResetEventSlim());
        var load = new WarehouseDatabase(first).WriteAsync(w =>
        {
            w.Execute(AddSql, new { name = "a" });
            writing.SetResult();
            mayEnd.Wait();
        });
        await writing.Task;

        var warehouse = new WarehouseDatabase(second);
        Assert.Equal(0, await warehouse.RowAsync<int>(CountSql));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var waited = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.WriteAsync(w => w.Execute(AddSql, new { name = "b" }), impatient.Token));
        Assert.InRange(waited.Elapsed.TotalSeconds, 0.2, 30);

        var patient = warehouse.WriteAsync(w => w.Row<int>(CountSql));
        mayEnd.Set();
        await load;
        Assert.Equal(1, await patient);
    }

    private static WarehouseException Refused(NpgsqlConnectionStringBuilder address)
    {
        var error = Assert.Throws<WarehouseException>(() => new PostgresWarehouse(address.ConnectionString));
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        return error;
    }

    private void Cut() => PostgresServer.Execute($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{_database!.Name}'");
}
