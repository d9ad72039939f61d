using System.Text;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>
/// Decides on rows whose identifier is already there: a row of this file further up makes a duplicate; the same values
/// from an earlier file are unchanged; other values are a conflict.
/// </summary>
internal sealed class TransactionConflicts(LoadContext context, CategoryList categories)
{
    private const int LookupSize = 500;

    private const string StoredSql = """
        SELECT transaction_id, account_key, booked_at, amount_cents, type, channel, counterparty_country, merchant_category,
          balance_after_cents, batch_id
        FROM fact_transactions
        WHERE transaction_id IN @ids
        """;

    public void Resolve(RowBlock<TransactionRecord> block)
    {
        foreach (var part in block.Refused.Chunk(LookupSize))
        {
            var ids = part.Select(i => block.Records[i].TransactionId);
            var stored = context.Writer.Rows<StoredTransaction>(StoredSql, new { ids }).ToDictionary(t => t.TransactionId);
            foreach (var i in part)
                Resolve(block, i, stored[block.Records[i].TransactionId]);
        }
    }

    private void Resolve(RowBlock<TransactionRecord> block, int row, StoredTransaction stored)
    {
        if (stored.BatchId == context.BatchId)
            block.Reject(row, Rules.DuplicateInFile, "transaction_id");
        else if (Difference(block.Records[row], stored) is { } column)
            block.Reject(row, Rules.ConflictsWithLoaded, column);
        else
            block.Unchanged++;
    }

    private string? Difference(in TransactionRecord row, StoredTransaction stored)
    {
        Span<byte> moment = stackalloc byte[19];
        MomentText.Write(moment, row.DateKey, row.SecondOfDay);
        if (context.Accounts[row.Account].AccountKey != stored.AccountKey)
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

    private sealed record StoredTransaction
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
