using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Writes sums into <c>agg_daily</c>: days after every day that is there are appended, others merged.</summary>
internal sealed class DailyTable(WarehouseWriter writer) : IDisposable
{
    /// <summary>How a change meets the cell that is there, for rows that are added and for clients that move.</summary>
    public const string MergeSql = """
        (date_key, segment, country, channel, type) DO UPDATE SET
          transaction_count = agg_daily.transaction_count + excluded.transaction_count,
          debit_cents = agg_daily.debit_cents + excluded.debit_cents,
          credit_cents = agg_daily.credit_cents + excluded.credit_cents
        """;

    private const string NewestSql = """
        SELECT COALESCE(MAX(date_key), 0) FROM agg_daily
        """;

    private static readonly string[] Columns = ["date_key", "segment", "country", "channel", "type", "transaction_count", "debit_cents", "credit_cents"];

    private readonly IBulkInsert _append = writer.BulkAppend("agg_daily", Columns);
    private readonly IBulkInsert _merge = writer.BulkMerge("agg_daily", Columns, MergeSql);
    private int _newest = writer.Row<int>(NewestSql);

    /// <param name="delta">Closed.</param>
    public void Write(DailyDelta delta)
    {
        var keys = delta.Cells.Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            var cell = new DailyDelta.Cell(keys[i]);
            Write(cell.DateKey > _newest ? _append : _merge, cell, delta.Cells.At(i));
        }

        _append.Flush();
        _merge.Flush();
        if (!keys.IsEmpty)
            _newest = Math.Max(_newest, new DailyDelta.Cell(keys[^1]).DateKey);
    }

    public void Dispose()
    {
        _append.Dispose();
        _merge.Dispose();
    }

    private static void Write(IBulkInsert insert, DailyDelta.Cell cell, in DailyDelta.Sums sums)
    {
        ReadOnlySpan<byte> country = [(byte)(cell.Country >> 8), (byte)cell.Country];
        insert.Set(0, cell.DateKey);
        insert.Set(1, Codes.Segments.Utf8(cell.Segment));
        insert.Set(2, country);
        insert.Set(3, Codes.Channels.Utf8(cell.Channel));
        insert.Set(4, Codes.TransactionTypes.Utf8(cell.Type));
        insert.Set(5, sums.Transactions);
        insert.Set(6, sums.Debit);
        insert.Set(7, sums.Credit);
        insert.Insert();
    }
}
