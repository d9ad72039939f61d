using System.Text;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>Transactions that earlier files, or this one further up, have brought, and how a row differs from them.</summary>
internal sealed class StoredTransactions(LoadContext context, CategoryList categories)
{
    private const int LookupSize = 128;
    private const int DaysAtOnce = 10_000;

    // Up to so many that are not on their own day are looked for day by day. A file with more has identifiers that do not grow.
    private const int FewIdentifiers = 512;

    private const string Columns = """
        SELECT t.transaction_id, t.account_key, t.date_key, t.second_of_day, t.amount_cents, t.type, t.channel, t.counterparty_country,
          t.merchant_category, t.balance_after_cents, t.batch_id
        """;

    private const string OfDaySql = $"""
        {Columns}
        FROM fact_transactions t
        WHERE t.date_key = @day AND t.transaction_id IN @ids
        """;

    private const string DaysSql = """
        SELECT date_key FROM dim_time
        """;

    // One search a day in the primary key, which begins with it in SQLite.
    private const string OfAnyDaySql = $"""
        {Columns}
        FROM fact_transactions t
        WHERE t.date_key IN @days AND t.transaction_id IN @ids
        """;

    private const string AnywhereSql = $"""
        {Columns}
        FROM fact_transactions t
        WHERE t.transaction_id IN @ids
        """;

    private int _askedOfAnyDay;

    /// <summary>What the warehouse holds under the identifiers of some rows: first on the row's own day, where it most probably is.</summary>
    public Dictionary<long, StoredTransaction> Find(ReadOnlySpan<TransactionRecord> rows, IReadOnlyList<int> some)
    {
        var found = new Dictionary<long, StoredTransaction>();
        var keys = new HashSet<(int Day, long Id)>();
        foreach (var i in some)
            keys.Add((rows[i].DateKey, rows[i].TransactionId));

        foreach (var day in _askedOfAnyDay > FewIdentifiers ? [] : keys.GroupBy(k => k.Day))
        {
            foreach (var ids in day.Select(k => k.Id).Chunk(LookupSize))
                Add(found, context.Writer.Rows<StoredTransaction>(OfDaySql, new { day = day.Key, ids }));
        }

        var missing = keys.Select(k => k.Id).Where(id => !found.ContainsKey(id)).Distinct().ToList();
        _askedOfAnyDay += missing.Count;
        foreach (var ids in missing.Chunk(LookupSize))
            Add(found, _askedOfAnyDay > FewIdentifiers ? Anywhere(ids) : OfAnyDay(ids));
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

    private IEnumerable<StoredTransaction> OfAnyDay(long[] ids) =>
        context.Writer.Rows<int>(DaysSql).Chunk(DaysAtOnce).SelectMany(days => context.Writer.Rows<StoredTransaction>(OfAnyDaySql, new { days, ids }));

    private IReadOnlyList<StoredTransaction> Anywhere(long[] ids)
    {
        context.Writer.IndexIdentifiers();
        return context.Writer.Rows<StoredTransaction>(AnywhereSql, new { ids });
    }

    private static void Add(Dictionary<long, StoredTransaction> found, IEnumerable<StoredTransaction> rows)
    {
        foreach (var row in rows)
            found.Add(row.TransactionId, row);
    }

    private string? Difference(in TransactionRecord row, StoredTransaction stored)
    {
        if (row.Account.AccountKey != stored.AccountKey)
            return "account_id";
        if (row.DateKey != stored.DateKey || row.SecondOfDay != stored.SecondOfDay)
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

        public int DateKey { get; init; }

        public int SecondOfDay { get; init; }

        public long AmountCents { get; init; }

        public string Type { get; init; } = "";

        public string Channel { get; init; } = "";

        public string CounterpartyCountry { get; init; } = "";

        public string? MerchantCategory { get; init; }

        public long? BalanceAfterCents { get; init; }

        public long BatchId { get; init; }
    }
}
