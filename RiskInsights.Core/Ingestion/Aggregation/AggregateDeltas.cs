using System.Collections.Concurrent;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Collects what new transactions add to the aggregates. When <paramref name="mostCells"/> are held they are set aside to
/// be merged into the tables, so that memory is bounded in any order of the rows. One thread adds while another merges;
/// merged deltas go back to the first, which fills them again.
/// </summary>
internal sealed class AggregateDeltas(WarehouseWriter writer, int mostCells) : IDisposable
{
    private readonly DailyTable _dailyTable = new(writer);
    private readonly AccountMonthTable _monthTable = new(writer);
    private readonly ConcurrentQueue<DailyDelta> _fullDays = new();
    private readonly ConcurrentQueue<DailyDelta> _freeDays = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _fullMonths = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _freeMonths = new();
    private DailyDelta _days = new();
    private AccountMonthDelta _months = new();

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        _days.Add(row, account);
        _months.Add(row, account);
        if (_days.Count >= mostCells)
            CloseDays();
        if (_months.Count >= mostCells)
            CloseMonths();
    }

    /// <summary>Sets aside what is held, after the last row.</summary>
    public void Close()
    {
        CloseDays();
        CloseMonths();
    }

    /// <summary>Merges what was set aside into the tables.</summary>
    public void Merge()
    {
        while (_fullDays.TryDequeue(out var days))
        {
            _dailyTable.Merge(days);
            days.Clear();
            _freeDays.Enqueue(days);
        }

        while (_fullMonths.TryDequeue(out var months))
        {
            _monthTable.Merge(months);
            months.Clear();
            _freeMonths.Enqueue(months);
        }
    }

    public void Dispose()
    {
        _dailyTable.Dispose();
        _monthTable.Dispose();
    }

    private void CloseDays()
    {
        _fullDays.Enqueue(_days);
        _days = _freeDays.TryDequeue(out var free) ? free : new DailyDelta();
    }

    private void CloseMonths()
    {
        _fullMonths.Enqueue(_months);
        _months = _freeMonths.TryDequeue(out var free) ? free : new AccountMonthDelta();
    }
}
