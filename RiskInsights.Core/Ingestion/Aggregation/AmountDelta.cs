using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>How many new transactions have which amount, sign aside.</summary>
internal sealed class AmountDelta(int mostCells)
{
    private const string MergeSql = """
        (amount_cents) DO UPDATE SET transaction_count = agg_amounts.transaction_count + excluded.transaction_count
        """;

    public CellTable<int> Cells { get; } = new(mostCells);

    public void Add(in TransactionRecord row) => Cells.Of(Key(row))++;

    public static ulong Key(in TransactionRecord row) => (ulong)Math.Abs(row.AmountCents);

    /// <summary>Merges all into the table, in the order of its key. The cells are closed.</summary>
    public void Write(WarehouseWriter writer)
    {
        using var insert = writer.BulkMerge("agg_amounts", ["amount_cents", "transaction_count"], MergeSql);
        for (var i = 0; i < Cells.Count; i++)
        {
            insert.Set(0, (long)Cells.Keys[i]);
            insert.Set(1, Cells.At(i));
            insert.Insert();
        }

        insert.Flush();
    }
}
