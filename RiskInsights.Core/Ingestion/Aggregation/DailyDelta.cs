using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Transactions;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Sums of transactions by day × segment × country × channel × type. Amounts in cents; debits without their sign.</summary>
internal sealed class DailyDelta
{
    private readonly Dictionary<ulong, Sums> _cells = [];

    public int Count => _cells.Count;

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, new Cell(row, account.Segment).Key, out _);
        cell.Transactions++;
        if (row.AmountCents < 0)
            cell.Debit -= row.AmountCents;
        else
            cell.Credit += row.AmountCents;
    }

    /// <summary>Forgets the cells but keeps their memory for the next ones.</summary>
    public void Clear() => _cells.Clear();

    /// <summary>The cells in the table's own order, so that neighbours meet the same page.</summary>
    public IEnumerable<(Cell Cell, Sums Sums)> InOrder()
    {
        var keys = _cells.Keys.ToArray();
        Array.Sort(keys);
        foreach (var key in keys)
            yield return (new Cell(key), _cells[key]);
    }

    /// <summary>A cell's coordinates in one number: day, segment, country, channel, type.</summary>
    internal readonly record struct Cell(ulong Key)
    {
        public Cell(in TransactionRecord row, byte segment)
            : this(((ulong)row.DateKey << 36) | ((ulong)segment << 32) | ((ulong)row.CounterpartyCountry << 16) | ((ulong)row.Channel << 8) | row.Type)
        {
        }

        public int DateKey => (int)(Key >> 36);

        public byte Segment => (byte)((Key >> 32) & 0xF);

        public ushort Country => (ushort)(Key >> 16);

        public byte Channel => (byte)(Key >> 8);

        public byte Type => (byte)Key;
    }

    internal struct Sums
    {
        public long Transactions;
        public long Debit;
        public long Credit;
    }
}
