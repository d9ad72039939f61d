using System.Text;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>Transactions that earlier files, or this one further up, have brought, and how a row differs from them.</summary>
internal sealed class StoredTransactions(LoadContext context, CategoryList categories)
{
    private const int LookupSize = 128;

    private const string Columns = """
        SELECT transaction_id, account_key, booked_at, amount_cents, type, channel, counterparty_country, merchant_category,
          balance_after_cents, batch_id
        FROM fact_transactions
        WHERE transaction_id IN @ids
        """;

    // First where they most probably are, which reads one or two months of a partitioned table instead of all.
    private const string NearSql = $"""
        {Columns}
          AND date_key BETWEEN @first AND @last
        """;

    private const string AnywhereSql = Columns;

    /// <summary>What the warehouse holds under the identifiers of some rows.</summary>
    public Dictionary<long, StoredTransaction> Find(ReadOnlySpan<TransactionRecord> rows, IReadOnlyList<int> some)
    {
        var found = new Dictionary<long, StoredTransaction>();
        var (ids, first, last) = (new HashSet<long>(), int.MaxValue, int.MinValue);
        foreach (var i in some)
        {
            ids.Add(rows[i].TransactionId);
            (first, last) = (Math.Min(first, rows[i].DateKey), Math.Max(last, rows[i].DateKey));
        }

        foreach (var part in ids.Chunk(LookupSize))
            Add(found, context.Writer.Rows<StoredTransaction>(NearSql, new { ids = part, first, last }));
        foreach (var part in ids.Where(id => !found.ContainsKey(id)).Chunk(LookupSize))
            Add(found, context.Writer.Rows<StoredTransaction>(AnywhereSql, new { ids = part }));
        return found;
    }

    /// <summary>Rejects the row, or counts it as unchanged.</summary>
    public void Compare(RowBlock<TransactionRecord> block, int row, StoredTransaction stored)
    {
        if (stored.BatchId == context.BatchId)
            block.Reject(row, Rules.DuplicateInFile, "transaction_id");
        else if (Difference(block.Records[row], stored) is { } column)
            block.Reject(row, Rules.ConflictsWithLoaded, column);
        else
            block.Unchanged++;
    }

    private static void Add(Dictionary<long, StoredTransaction> found, IEnumerable<StoredTransaction> rows)
    {
        foreach (var row in rows)
            found.Add(row.TransactionId, row);
    }

    private string? Difference(in TransactionRecord row, StoredTransaction stored)
    {
        Span<byte> moment = stackalloc byte[19];
        MomentText.Write(moment, row.DateKey, row.SecondOfDay);
        if (row.Account.AccountKey != stored.AccountKey)
            return "account_id";
        if (!Encoding.UTF8.GetString(moment).Equals(stored.BookedAt, StringComparison.Ordinal))
            return "booked_at";
        if (row.AmountCents != stored.AmountCents)
            return "amount";
        if (!Codes.TransactionTypes[row.Type].Equals(stored.Type, StringComparison.Ordinal))
            return "type";
        if (!Codes.Channels[row.Channel].Equals(stored.Channel, StringComparison.Ordinal))
            return "channel";
        if (!CountryCode.Text(row.CounterpartyCountry).Equals(stored.CounterpartyCountry, StringComparison.Ordinal))
            return "counterparty_country";
        var category = row.MerchantCategory == 0 ? null : Encoding.UTF8.GetString(categories[row.MerchantCategory]);
        if (!string.Equals(category, stored.MerchantCategory, StringComparison.Ordinal))
            return "merchant_category";
        return row.BalanceAfterCents != stored.BalanceAfterCents ? "balance_after" : null;
    }

    internal sealed record StoredTransaction
    {
        public long TransactionId { get; init; }

        public int AccountKey { get; init; }

        public string BookedAt { get; init; } = "";

        public long AmountCents { get; init; }

        public string Type { get; init; } = "";

        public string Channel { get; init; } = "";

        public string CounterpartyCountry { get; init; } = "";

        public string? MerchantCategory { get; init; }

        public long? BalanceAfterCents { get; init; }

        public long BatchId { get; init; }
    }
}
