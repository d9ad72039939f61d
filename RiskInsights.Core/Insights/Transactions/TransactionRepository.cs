using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Transactions;

/// <summary>The rows behind the figures.</summary>
public sealed class TransactionRepository(WarehouseDatabase warehouse)
{
    /// <summary>One page of rows.</summary>
    public Task<IReadOnlyList<TransactionRow>> PageAsync(
        TransactionFilter filter, TransactionSort sort, bool descending, int offset, int limit, CancellationToken cancellation = default)
    {
        var query = new TransactionQuery(filter);
        return warehouse.RowsAsync<TransactionRow>(query.Page(sort, descending), query.Parameters(offset, limit), cancellation);
    }

    /// <summary>
    /// The number and the sums of all rows. Without an account or a client they come from the daily aggregate, as the
    /// overview's figures do, so that both are the same.
    /// </summary>
    public Task<TransactionTotals> TotalsAsync(TransactionFilter filter, CancellationToken cancellation = default)
    {
        var query = new TransactionQuery(filter);
        return warehouse.RowAsync<TransactionTotals>(query.Totals, query.Parameters(), cancellation);
    }

    /// <summary>The query of every row, newest first, for a CSV of exactly what is filtered.</summary>
    public static (string Sql, object Parameters) AllQuery(TransactionFilter filter)
    {
        var query = new TransactionQuery(filter);
        return (query.All, query.Parameters());
    }

    /// <summary>The same query with its values in place, ready to be copied and run.</summary>
    public static string QueryText(TransactionFilter filter)
    {
        var query = new TransactionQuery(filter);
        return query.WithValues(query.All);
    }
}
