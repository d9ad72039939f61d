using System.Data.Common;

namespace RiskInsights.Core.Warehouse;

/// <summary>Work in one transaction: committed when it returns, rolled back when it throws.</summary>
internal static class OneTransaction
{
    public static T Run<T>(DbConnection connection, Func<DbTransaction, T> work)
    {
        var transaction = connection.BeginTransaction();
        try
        {
            var result = work(transaction);
            transaction.Commit();
            transaction.Dispose();
            return result;
        }
        catch
        {
            RollBack(transaction);
            throw;
        }
    }

    // Where the disk is full or the connection gone, the engine has rolled back already and there is nothing to undo. The
    // first error says why, and no second one may take its place.
    private static void RollBack(DbTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception error) when (error is DbException or WarehouseException or InvalidOperationException)
        {
            // The engine's own recovery sees to its connection.
        }
    }
}
