using Dapper;
using Microsoft.Data.Sqlite;

namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>
/// A SQLite warehouse as it was at one moment, while others may go on reading and loading. The connection cannot write and
/// never checkpoints, which is the dashboard's alone (<see cref="SqliteCheckpoints"/>).
/// </summary>
internal sealed class SqliteSnapshot : IDisposable
{
    private const string TablesSql = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'ops_migrations' ORDER BY name
        """;

    private const string ColumnsSql = """
        SELECT name FROM pragma_table_info(@table) ORDER BY cid
        """;

    private const string ReferencesSql = """
        SELECT DISTINCT "table" FROM pragma_foreign_key_list(@table) WHERE "table" <> @table
        """;

    private const string LastNumberSql = """
        SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = @table
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    /// <exception cref="WarehouseException">There is no warehouse, it is damaged, or its schema is not the program's.</exception>
    public SqliteSnapshot(string path)
    {
        if (!File.Exists(path))
            throw new WarehouseException($"There is no warehouse {path}.");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            _connection.Open();
            _transaction = _connection.BeginTransaction(deferred: true);
            RequireSchema(path);
            Tables = SourceTable.InOrderOfReference([.. Names(TablesSql, new { }).Select(Table)]);
        }
        catch (SqliteException error)
        {
            _connection.Dispose();
            throw new WarehouseException($"The warehouse {path} cannot be read: {error.Message}", error);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Every table of the warehouse, each after those that its rows point into.</summary>
    public IReadOnlyList<SourceTable> Tables { get; }

    /// <summary>Hands over every row of a table; the row is the same object each time.</summary>
    public void ForEachRow(SourceTable table, Action<SqliteRow> each)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", table.Columns)} FROM {table.Name}";
        using var reader = command.ExecuteReader();
        var row = new SqliteRow(reader.Handle!);
        while (reader.Read())
            each(row);
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    // The first read: from here on the transaction sees this moment.
    private void RequireSchema(string path)
    {
        if (Names("SELECT name FROM sqlite_master WHERE name = 'ops_migrations'", new { }).Count == 0)
            throw new WarehouseException($"{path} is a database, but no warehouse.");
        var version = _connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM ops_migrations", transaction: _transaction);
        var newest = Migrations.Newest("sqlite");
        if (version > newest)
            throw new WarehouseException($"The warehouse {path} has schema version {version}, this program knows {newest}: copy it with a newer program.");
        if (version < newest)
            throw new WarehouseException($"The warehouse {path} has schema version {version}, this program {newest}: stop its dashboard and start this program's on it once, which brings it up to date; then copy it.");
    }

    private SourceTable Table(string name) => new()
    {
        Name = name,
        Columns = Names(ColumnsSql, new { table = name }),
        References = Names(ReferencesSql, new { table = name }),
        Rows = _connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {name}", transaction: _transaction),
        LastNumber = _connection.ExecuteScalar<long>(LastNumberSql, new { table = name }, _transaction),
    };

    private List<string> Names(string sql, object parameters) => [.. _connection.Query<string>(sql, parameters, _transaction)];
}
