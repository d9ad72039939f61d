using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

/// <summary>The engines that a test of the warehouse runs on.</summary>
public enum TestEngine
{
    Sqlite,
    Postgres,
}

public static class TestEngines
{
    private static readonly AsyncLocal<TestEngine> Running = new();

    /// <summary>The engine of the test that is running: what it opens lies there. SQLite outside an <see cref="EngineFactAttribute"/>.</summary>
    public static TestEngine Current
    {
        get => Running.Value;
        internal set => Running.Value = value;
    }

    /// <summary>Null where the engine is there, and where its absence must fail.</summary>
    public static string? SkipReason(TestEngine engine) =>
        engine == TestEngine.Sqlite || PostgresServer.IsPresent || RealData.IsRequired
            ? null
            : $"There is no PostgreSQL: {PostgresServer.Variable} names none (.ci/with-postgres dotnet test starts one).";

    /// <summary>An empty, migrated warehouse on the current engine, to be disposed of.</summary>
    public static (WarehouseOptions Options, IDisposable Place) NewWarehouse() => NewWarehouse(Current);

    /// <inheritdoc cref="NewWarehouse()"/>
    public static (WarehouseOptions Options, IDisposable Place) NewWarehouse(TestEngine engine)
    {
        if (engine == TestEngine.Sqlite)
            return (new WarehouseOptions(), NoPlace.Instance);
        var database = PostgresServer.NewDatabase();
        return (new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString }, database);
    }

    private sealed class NoPlace : IDisposable
    {
        public static readonly NoPlace Instance = new();

        public void Dispose()
        {
            // A SQLite warehouse goes with its folder.
        }
    }
}
