using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>
/// Which transactions of a load are new. Identifiers mostly grow: one above all before it is new without asking. Any other
/// is looked for in the warehouse, where a row of this file further up makes a duplicate, the same values from an earlier
/// file are unchanged, and other values are a conflict.
/// </summary>
/// <param name="flush">Writes the rows that are held back, so that they are found.</param>
internal sealed class TransactionKeys(LoadContext context, CategoryList categories, Action flush)
{
    private readonly StoredTransactions _stored = new(context, categories);
    private readonly List<int> _doubtful = [];
    private readonly List<int> _accepted = [];

    // Of the block, without the doubtful ones: they grow.
    private readonly List<long> _new = new(RowBlock<TransactionRecord>.Capacity);
    private readonly HighestIdentifier _highest = new(context.Writer, context.BatchId);

    /// <summary>Whether a row of the block is new by its identifier alone. Any other is doubtful until the block's last row was asked of.</summary>
    public bool IsNew(int row, long transactionId)
    {
        if (transactionId <= _highest.Value)
        {
            _doubtful.Add(row);
            return false;
        }

        _new.Add(_highest.Value = transactionId);
        return true;
    }

    /// <summary>
    /// The doubtful rows that are new after all. The others are turned away or counted as unchanged: they stand in
    /// <see cref="RowBlock{TRecord}.Refused"/>. To be called after the block's last row.
    /// </summary>
    /// <remarks>Valid until the next call.</remarks>
    public IReadOnlyList<int> Accepted(RowBlock<TransactionRecord> block)
    {
        _accepted.Clear();
        if (_doubtful.Count > 0)
            ResolveDoubtful(block);
        _doubtful.Clear();
        _new.Clear();
        return _accepted;
    }

    /// <summary>To be called after the last row.</summary>
    public void Complete() => _highest.Keep();

    private void ResolveDoubtful(RowBlock<TransactionRecord> block)
    {
        var rows = block.Records;
        var stored = Stored(rows);
        var accepted = new HashSet<long>();
        foreach (var i in _doubtful)
        {
            var id = rows[i].TransactionId;
            if (stored.TryGetValue(id, out var before))
            {
                _stored.Compare(block, i, before);
            }
            else if (_new.BinarySearch(id) < 0 && accepted.Add(id))
            {
                _accepted.Add(i);
                continue;
            }
            else
            {
                block.Reject(i, Rules.DuplicateInFile, "transaction_id");
            }

            block.Refused.Add(i);
        }
    }

    // A row that repeats a new one of its own block cannot be in the warehouse yet.
    private Dictionary<long, StoredTransactions.StoredTransaction> Stored(ReadOnlySpan<TransactionRecord> rows)
    {
        var asked = new List<int>(_doubtful.Count);
        foreach (var i in _doubtful)
        {
            if (_new.BinarySearch(rows[i].TransactionId) < 0)
                asked.Add(i);
        }

        if (asked.Count == 0)
            return [];
        flush();
        return _stored.Find(rows, asked);
    }
}
