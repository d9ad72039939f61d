using System.Data;
using System.Data.Common;
using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>A transaction whose end is explained when it fails.</summary>
internal sealed class PostgresTransaction(PostgresConnection connection, NpgsqlTransaction inner) : DbTransaction
{
    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        connection.EndCopy();
        try
        {
            connection.Explained(() =>
            {
                inner.Commit();
                return true;
            });
        }
        catch (WarehouseException error) when (error.InnerException is { } lost && PostgresErrors.IsLost(lost))
        {
            throw new WarehouseException(
                $"The connection to PostgreSQL at {connection.DataSource} was lost while a change was being confirmed: it is there as a whole or not at all. Look, and repeat it if it is not; a file that was kept is recognised.",
                lost);
        }
    }

    public override void Rollback()
    {
        connection.CancelCopy();
        connection.Explained(() =>
        {
            inner.Rollback();
            return true;
        });
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.CancelCopy();
            inner.Dispose();
            connection.EndTransaction();
        }

        base.Dispose(disposing);
    }
}
