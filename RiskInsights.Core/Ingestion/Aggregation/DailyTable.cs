using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Merges sums into <c>agg_daily</c>.</summary>
internal sealed class DailyTable(WarehouseWriter writer) : IDisposable
{
    /// <summary>How a change meets the cell that is there, for rows that are added and for clients that move.</summary>
    public const string MergeSql = """
        (date_key, segment, country, channel, type) DO UPDATE SET
          transaction_count = agg_daily.transaction_count + excluded.transaction_count,
          debit_cents = agg_daily.debit_cents + excluded.debit_cents,
          credit_cents = agg_daily.credit_cents + excluded.credit_cents
        """;

    private readonly IBulkInsert _insert = writer.BulkMerge(
        "agg_daily",
        ["date_key", "segment", "country", "channel", "type", "transaction_count", "debit_cents", "credit_cents"],
        MergeSql);

    public void Merge(DailyDelta delta)
    {
        Span<byte> country = stackalloc byte[2];
        foreach (var key in delta.KeysInOrder())
        {
            var cell = new DailyDelta.Cell(key);
            var sums = delta[cell];
            (country[0], country[1]) = ((byte)(cell.Country >> 8), (byte)cell.Country);
            _insert.Set(0, cell.DateKey);
            _insert.Set(1, Codes.Segments.Utf8(cell.Segment));
            _insert.Set(2, country);
            _insert.Set(3, Codes.Channels.Utf8(cell.Channel));
            _insert.Set(4, Codes.TransactionTypes.Utf8(cell.Type));
            _insert.Set(5, sums.Transactions);
            _insert.Set(6, sums.Debit);
            _insert.Set(7, sums.Credit);
            _insert.Insert();
        }

        _insert.Flush();
    }

    public void Dispose() => _insert.Dispose();
}
