using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>
/// <c>fact_transactions</c> and the aggregates over it. A transaction never changes: its identifier coming again is
/// unchanged, a duplicate or a conflict. This is the path that millions of rows take.
/// </summary>
internal sealed class TransactionTable : ITarget<TransactionRecord>
{
    private readonly LoadContext _context;
    private readonly CategoryList _categories;
    private readonly IBulkInsert _insert;
    private readonly DateCoverage _dates;
    private readonly AggregateDeltas _aggregates;
    private readonly TransactionKeys _keys;

    public TransactionTable(LoadContext context, CategoryList categories)
    {
        (_context, _categories) = (context, categories);

        // In the table's own order: SQLite takes a row's values as they come, and copies those of any other order.
        _insert = context.Writer.BulkAppend(
            "fact_transactions",
            "date_key", "transaction_id", "account_key", "client_key", "second_of_day", "amount_cents", "type", "channel",
            "counterparty_country", "merchant_category", "balance_after_cents", "batch_id");
        _dates = new DateCoverage(context.Writer);
        _aggregates = new AggregateDeltas(context.Writer, context.Options.AggregateCells, context.Options.Watch);
        _keys = new TransactionKeys(context, categories, () => _insert.Flush());
    }

    public void Write(RowBlock<TransactionRecord> block)
    {
        // In one pass: the rows come from another processor's cache, and each is fetched while the one before it is written.
        var rows = block.Records;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            _dates.Include(row.DateKey);
            if (_keys.IsNew(i, row.TransactionId))
                Insert(row);
        }

        foreach (var i in _keys.Accepted(block))
            Insert(rows[i]);
        block.Loaded = rows.Length - block.Refused.Count;
        _aggregates.Merge();
    }

    public void Absorb(RowBlock<TransactionRecord> block) => _aggregates.Add(block.Records, block.Refused);

    public void Complete()
    {
        _insert.Flush();
        _keys.Complete();
        _aggregates.Finish();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _aggregates.Dispose();
    }

    private void Insert(in TransactionRecord row)
    {
        ReadOnlySpan<byte> country = [(byte)(row.CounterpartyCountry >> 8), (byte)row.CounterpartyCountry];
        _insert.Set(0, row.DateKey);
        _insert.Set(1, row.TransactionId);
        _insert.Set(2, row.Account.AccountKey);
        _insert.Set(3, row.Account.ClientKey);
        _insert.Set(4, row.SecondOfDay);
        _insert.Set(5, row.AmountCents);
        _insert.Set(6, Codes.TransactionTypes.Utf8(row.Type));
        _insert.Set(7, Codes.Channels.Utf8(row.Channel));
        _insert.Set(8, country);
        if (row.MerchantCategory > 0)
            _insert.Set(9, _categories[row.MerchantCategory]);
        if (row.BalanceAfterCents is { } balance)
            _insert.Set(10, balance);
        _insert.Set(11, _context.BatchId);
        _insert.Insert();
    }
}
