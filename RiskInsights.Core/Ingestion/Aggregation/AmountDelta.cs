using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>How many new transactions have which amount, sign aside.</summary>
internal sealed class AmountDelta
{
    private const string MergeSql = """
        (amount_cents) DO UPDATE SET transaction_count = agg_amounts.transaction_count + excluded.transaction_count
        """;

    private readonly Dictionary<ulong, int> _counts = [];
    private readonly SortedKeys _keys = new();

    public int Count => _counts.Count;

    public void Add(in TransactionRecord row) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, (ulong)Math.Abs(row.AmountCents), out _)++;

    /// <summary>Merges all into the table, in the order of its key.</summary>
    public void Write(WarehouseWriter writer)
    {
        using var insert = writer.BulkMerge("agg_amounts", ["amount_cents", "transaction_count"], MergeSql);
        foreach (var amount in _keys.Sorted(_counts.Keys))
        {
            insert.Set(0, (long)amount);
            insert.Set(1, _counts[amount]);
            insert.Insert();
        }

        insert.Flush();
        _counts.Clear();
    }
}
