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
internal sealed class AggregateDeltas(WarehouseWriter writer, int mostCells, WatchRule watch) : IDisposable
{
    private readonly DailyTable _dailyTable = new(writer);
    private readonly AccountMonthTable _monthTable = new(writer);
    private readonly ConcurrentQueue<DailyDelta> _fullDays = new();
    private readonly ConcurrentQueue<DailyDelta> _freeDays = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _fullMonths = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _freeMonths = new();
    private readonly ConcurrentQueue<AmountDelta> _fullAmounts = new();
    private readonly WatchDelta _watched = new(watch);
    private AmountDelta _amounts = new();
    private DailyDelta _days = new();
    private AccountMonthDelta _months = new();
    private int _newestMonth;

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        // Files mostly come in the order of time: a month that has ended is not cut in two, so its cells are merged once.
        var month = row.DateKey / 100;
        if (month > _newestMonth)
        {
            _newestMonth = month;
            if (_months.Count >= mostCells / 2)
                CloseMonths();
        }

        _days.Add(row, account);
        _months.Add(row, account);
        _amounts.Add(row);
        _watched.Add(row);
        if (_days.Count >= mostCells)
            CloseDays();
        if (_months.Count >= mostCells)
            CloseMonths();
        if (_amounts.Count >= 2 * mostCells)
            CloseAmounts();
    }

    /// <summary>Merges what was set aside into the tables; after the last row, the watched transactions too.</summary>
    public void Finish()
    {
        Close();
        Merge();
        _watched.Write(writer);
    }

    /// <summary>Merges what was set aside into the tables.</summary>
    public void Merge()
    {
        while (_fullDays.TryDequeue(out var days))
        {
            _dailyTable.Write(days);
            days.Clear();
            _freeDays.Enqueue(days);
        }

        while (_fullMonths.TryDequeue(out var months))
        {
            _monthTable.Write(months);
            months.Clear();
            _freeMonths.Enqueue(months);
        }

        while (_fullAmounts.TryDequeue(out var amounts))
            amounts.Write(writer);
    }

    public void Dispose()
    {
        _dailyTable.Dispose();
        _monthTable.Dispose();
    }

    private void Close()
    {
        CloseDays();
        CloseMonths();
        CloseAmounts();
    }

    private void CloseDays()
    {
        _fullDays.Enqueue(_days);
        _days = _freeDays.TryDequeue(out var free) ? free : new DailyDelta();
    }

    private void CloseAmounts()
    {
        _fullAmounts.Enqueue(_amounts);
        _amounts = new AmountDelta();
    }

    private void CloseMonths()
    {
        _fullMonths.Enqueue(_months);
        _months = _freeMonths.TryDequeue(out var free) ? free : new AccountMonthDelta();
    }
}
