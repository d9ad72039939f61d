using System.Data.Common;
using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>
/// A database of a PostgreSQL server, shared by any number of replicas. Reads never wait; changes come one after the other,
/// by an advisory lock that every transaction of a writer takes first (docs/decisions/postgres.md says why); only the rows of jobs
/// and keys change beside them (docs/decisions/replicas.md).
/// </summary>
public sealed class PostgresWarehouse : IWarehouseEngine
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly NpgsqlDataSource _asides;

    // Within one process the turn is taken here, so that who waits holds no connection.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Asks the server for its version, so that a wrong address or password is noticed at once.</summary>
    /// <param name="connectionString">As Npgsql reads it. The database must exist; its tables are made by <see cref="Migrations"/>.</param>
    /// <param name="password">Takes the place of the connection string's, when it is not null.</param>
    /// <exception cref="WarehouseException">The connection string is wrong, or the server cannot be reached or refuses.</exception>
    public PostgresWarehouse(string connectionString, string? password = null)
    {
        _address = new PostgresAddress(connectionString, password);
        (_readers, _writers, _asides) = (_address.Readers(), _address.Writers(), _address.Asides());
        try
        {
            Version = Read(connection => connection.ServerVersion);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => "postgres";

    public string Version { get; }

    public bool IsShared => true;

    public string SkipTaken => "FOR UPDATE SKIP LOCKED";

    public string IdentifierIndexSql => "";

    public T Read<T>(Func<DbConnection, T> read)
    {
        using var connection = Open(_readers, isWriter: false, CancellationToken.None);
        return read(connection);
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await OwnThread.Run(
                () =>
                {
                    using var connection = Open(_writers, isWriter: true, cancellation);
                    return work(connection);
                },
                cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<T> WriteAsideAsync<T>(Func<DbConnection, T> work, CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                using var connection = Open(_asides, isWriter: false, cancellation);
                return work(connection);
            },
            cancellation);

    public IBulkInsert BulkInsert(DbConnection connection, string table, IReadOnlyList<string> columns, string? onConflict) =>
        new PostgresBulkInsert((PostgresConnection)connection, table, columns, onConflict);

    public void Dispose()
    {
        _readers.Dispose();
        _writers.Dispose();
        _asides.Dispose();
        _turn.Dispose();
    }

    private PostgresConnection Open(NpgsqlDataSource source, bool isWriter, CancellationToken cancellation)
    {
        var connection = new PostgresConnection(source, _address, isWriter, cancellation);
        connection.Open();
        return connection;
    }
}
