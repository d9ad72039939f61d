using System.Collections.Concurrent;
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
    private const int FarAhead = 16;
    private const int Ahead = 8;

    private readonly DailyTable _dailyTable = new(writer);
    private readonly AccountMonthTable _monthTable = new(writer);
    private readonly ConcurrentQueue<DailyDelta> _fullDays = new();
    private readonly ConcurrentQueue<DailyDelta> _freeDays = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _fullMonths = new();
    private readonly ConcurrentQueue<AccountMonthDelta> _freeMonths = new();
    private readonly ConcurrentQueue<AmountDelta> _fullAmounts = new();
    private readonly WatchDelta _watched = new(watch);
    private AmountDelta _amounts = new(2 * mostCells);
    private DailyDelta _days = new(mostCells);
    private AccountMonthDelta _months = new(mostCells);
    private int _newestMonth;

    /// <summary>
    /// Adds rows, those left out whose positions stand in <paramref name="except"/>. Millions of cells lie at random in
    /// memory, which is fetched while earlier rows are added: waiting for it would cost more than the work.
    /// </summary>
    public void Add(ReadOnlySpan<TransactionRecord> rows, List<int> except)
    {
        var left = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + FarAhead < rows.Length)
                Expect(rows[i + FarAhead]);
            if (i + Ahead < rows.Length)
                _months.Cells.Approach(AccountMonthDelta.Key(rows[i + Ahead]));
            if (left < except.Count && except[left] == i)
                left++;
            else
                Add(rows[i]);
        }
    }

    private void Expect(in TransactionRecord row)
    {
        _months.Cells.Expect(AccountMonthDelta.Key(row));
        _amounts.Cells.Expect(AmountDelta.Key(row));
    }

    private void Add(in TransactionRecord row)
    {
        // Files mostly come in the order of time: a month that has ended is not cut in two, so its cells are merged once.
        var month = row.DateKey / 100;
        if (month > _newestMonth)
        {
            _newestMonth = month;
            if (_months.Cells.Count >= mostCells / 2)
                CloseMonths();
        }

        _days.Add(row);
        _months.Add(row);
        _amounts.Add(row);
        _watched.Add(row);
        if (_days.Cells.Count >= mostCells)
            CloseDays();
        if (_months.Cells.Count >= mostCells)
            CloseMonths();
        if (_amounts.Cells.Count >= 2 * mostCells)
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
            days.Cells.Clear();
            _freeDays.Enqueue(days);
        }

        while (_fullMonths.TryDequeue(out var months))
        {
            _monthTable.Write(months);
            months.Cells.Clear();
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
        _days.Cells.Close();
        _fullDays.Enqueue(_days);
        _days = _freeDays.TryDequeue(out var free) ? free : new DailyDelta(mostCells);
    }

    private void CloseAmounts()
    {
        _amounts.Cells.Close();
        _fullAmounts.Enqueue(_amounts);
        _amounts = new AmountDelta(2 * mostCells);
    }

    private void CloseMonths()
    {
        _months.Cells.Close();
        _fullMonths.Enqueue(_months);
        _months = _freeMonths.TryDequeue(out var free) ? free : new AccountMonthDelta(mostCells);
    }
}
