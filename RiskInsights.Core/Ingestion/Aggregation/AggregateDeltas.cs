using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Collects what new transactions add to the aggregates, and merges it into the tables when <paramref name="mostCells"/>
/// are held, so that memory is bounded in any order of the rows.
/// </summary>
internal sealed class AggregateDeltas(WarehouseWriter writer, int mostCells) : IDisposable
{
    private readonly DailyDelta _daily = new(writer);
    private readonly AccountMonthDelta _months = new(writer);

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        _daily.Add(row, account);
        _months.Add(row, account);
        if (_daily.Count >= mostCells)
            _daily.Flush();
        if (_months.Count >= mostCells)
            _months.Flush();
    }

    public void Flush()
    {
        _daily.Flush();
        _months.Flush();
    }

    public void Dispose()
    {
        _daily.Dispose();
        _months.Dispose();
    }
}
