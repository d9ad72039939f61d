using RiskInsights.Core.Ingestion.Transactions;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Sums of transactions by day × segment × country × channel × type. Amounts in cents; debits without their sign.</summary>
internal sealed class DailyDelta(int mostCells)
{
    /// <summary>By <see cref="Cell.Key"/>, whose order is the table's own, so that neighbours meet the same page.</summary>
    public CellTable<Sums> Cells { get; } = new(mostCells);

    public void Add(in TransactionRecord row)
    {
        ref var cell = ref Cells.Of(new Cell(row).Key);
        cell.Transactions++;
        if (row.AmountCents < 0)
            cell.Debit -= row.AmountCents;
        else
            cell.Credit += row.AmountCents;
    }

    /// <summary>A cell's coordinates in one number: day, segment, country, channel, type.</summary>
    internal readonly record struct Cell(ulong Key)
    {
        public Cell(in TransactionRecord row)
            : this(((ulong)row.DateKey << 36) | ((ulong)row.Account.Segment << 32) | ((ulong)row.CounterpartyCountry << 16) | ((ulong)row.Channel << 8) | row.Type)
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
