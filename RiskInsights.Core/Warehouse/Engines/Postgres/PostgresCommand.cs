using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>
/// A command whose texts go without a type, as literals do: the server gives an ISO text the type of the column that it meets,
/// so dates and moments are the same parameters as in SQLite.
/// </summary>
internal sealed class PostgresCommand(PostgresConnection connection) : DbCommand
{
    private readonly NpgsqlCommand _inner = new();

    [AllowNull]
    public override string CommandText
    {
        get => _inner.CommandText;
        set => _inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => _inner.CommandTimeout;
        set => _inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => _inner.CommandType;
        set => _inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    // The server knows of one transaction on a connection: the open one.
    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => _inner.Cancel();

    public override void Prepare()
    {
        // The driver prepares what comes again by itself.
    }

    public override int ExecuteNonQuery() => connection.Run(() => Ready().ExecuteNonQuery());

    public override object? ExecuteScalar() => connection.Run(() => Ready().ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        new PostgresReader(connection, connection.Run(() => Ready().ExecuteReader(behavior)));

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private NpgsqlCommand Ready()
    {
        _inner.Connection = connection.Inner;
        foreach (NpgsqlParameter parameter in _inner.Parameters)
        {
            if (parameter.Value is string)
                parameter.NpgsqlDbType = NpgsqlDbType.Unknown;
        }

        return _inner;
    }
}
