using System.Data.Common;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>Reads millions of rows that go straight into arrays, where an object for each would cost more than the query.</summary>
internal static class BareRows
{
    /// <summary>Hands the reader to <paramref name="each"/>, once per row, by the engine's quickest way to its values.</summary>
    public static void ForEach(
        IWarehouseEngine engine, DbConnection connection, DbTransaction? transaction, string sql, object? parameters, Action<DbDataReader> each, CancellationToken cancellation)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));

        // Dapper hands out a wrapping of the engine's own.
        var record = reader is IWrappedDataReader { Reader: DbDataReader own } ? engine.RecordOf(own) : reader;
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            each(record);
        }
    }
}
