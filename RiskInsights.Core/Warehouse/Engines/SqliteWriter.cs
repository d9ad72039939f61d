using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>The connection that writes. It can be used again after whatever went wrong in a transaction.</summary>
internal sealed class SqliteWriter(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>
    /// Ends what a failed transaction left behind. When a disk is full, SQLite rolls back by itself, at a commit too; the
    /// driver does not see that, and would refuse every further transaction as a nested one.
    /// </summary>
    public void Recover()
    {
        Transaction = null;
        if (State == System.Data.ConnectionState.Open && raw.sqlite3_get_autocommit(Handle) == 0)
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
    }
}
