using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>What the rows of a load add to <c>agg_daily</c> (day × segment × country × channel × type).</summary>
internal sealed class DailyDelta(WarehouseWriter writer) : IDisposable
{
    /// <summary>How a change meets the cell that is there, for rows that are added and for clients that move.</summary>
    public const string Merge = """
        (date_key, segment, country, channel, type) DO UPDATE SET
          transaction_count = agg_daily.transaction_count + excluded.transaction_count,
          debit_cents = agg_daily.debit_cents + excluded.debit_cents,
          credit_cents = agg_daily.credit_cents + excluded.credit_cents
        """;

    private readonly Dictionary<ulong, Cell> _cells = [];

    private readonly IBulkInsert _insert = writer.BulkMerge(
        "agg_daily",
        ["date_key", "segment", "country", "channel", "type", "transaction_count", "debit_cents", "credit_cents"],
        Merge);

    public int Count => _cells.Count;

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, Key(row, account.Segment), out _);
        cell.Transactions++;
        if (row.AmountCents < 0)
            cell.Debit -= row.AmountCents;
        else
            cell.Credit += row.AmountCents;
    }

    public void Flush()
    {
        // In the table's own order, so that neighbouring cells meet the same page.
        var keys = _cells.Keys.ToArray();
        Array.Sort(keys);
        Span<byte> country = stackalloc byte[2];
        foreach (var key in keys)
        {
            var cell = _cells[key];
            (country[0], country[1]) = ((byte)(key >> 24), (byte)(key >> 16));
            _insert.Set(0, (long)(key >> 36));
            _insert.Set(1, Codes.Segments.Utf8((byte)((key >> 32) & 0xF)));
            _insert.Set(2, country);
            _insert.Set(3, Codes.Channels.Utf8((byte)(key >> 8)));
            _insert.Set(4, Codes.TransactionTypes.Utf8((byte)key));
            _insert.Set(5, cell.Transactions);
            _insert.Set(6, cell.Debit);
            _insert.Set(7, cell.Credit);
            _insert.Insert();
        }

        _cells.Clear();
    }

    public void Dispose() => _insert.Dispose();

    private static ulong Key(in TransactionRecord row, byte segment) =>
        ((ulong)row.DateKey << 36) | ((ulong)segment << 32) | ((ulong)row.CounterpartyCountry << 16) | ((ulong)row.Channel << 8) | row.Type;

    private struct Cell
    {
        public long Transactions;
        public long Debit;
        public long Credit;
    }
}
