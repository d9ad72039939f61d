using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Accounts;

/// <summary>
/// <c>dim_accounts</c>: a new account is added, a changed one updated. Its owner and its currency cannot change, because
/// facts were booked on them.
/// </summary>
internal sealed class AccountTable(LoadContext context) : ITarget<AccountRecord>
{
    private const int LookupSize = 128;

    private const string StoredSql = """
        SELECT account_id, client_key, account_type, currency, opened_on, closed_on, credit_limit_cents
        FROM dim_accounts
        WHERE account_id IN @ids
        """;

    private const string KnownSql = """
        SELECT account_id FROM dim_accounts
        """;

    private const string UpdateSql = """
        UPDATE dim_accounts
        SET account_type = @AccountType, opened_on = @OpenedOn, closed_on = @ClosedOn, credit_limit_cents = @CreditLimitCents, batch_id = @BatchId
        WHERE account_id = @AccountId
        """;

    private readonly IBulkInsert _insert = context.Writer.BulkAppend(
        "dim_accounts",
        "account_id", "client_key", "account_type", "currency", "opened_on", "closed_on", "credit_limit_cents", "batch_id");

    // Of an account that is not there, nothing need be asked.
    private readonly HashSet<string> _known = [.. context.Writer.Rows<string>(KnownSql)];
    private readonly WarehouseCurrency _currency = new(context.Writer);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public void Write(RowBlock<AccountRecord> block)
    {
        for (var start = 0; start < block.Records.Length; start += LookupSize)
        {
            var end = Math.Min(start + LookupSize, block.Records.Length);
            var stored = Stored(block.Records[start..end]);
            for (var i = start; i < end; i++)
                Write(block, i, stored);
            _insert.Flush();
        }
    }

    public void Complete()
    {
    }

    public void Dispose() => _insert.Dispose();

    private Dictionary<string, AccountRecord> Stored(ReadOnlySpan<AccountRecord> accounts)
    {
        var ids = new List<string>(accounts.Length);
        foreach (var account in accounts)
        {
            if (_known.Contains(account.AccountId))
                ids.Add(account.AccountId);
        }

        return ids.Count == 0 ? [] : context.Writer.Rows<AccountRecord>(StoredSql, new { ids }).ToDictionary(a => a.AccountId, StringComparer.Ordinal);
    }

    private void Write(RowBlock<AccountRecord> block, int row, Dictionary<string, AccountRecord> stored)
    {
        var account = block.Records[row];
        if (!_seen.Add(account.AccountId))
            block.Reject(row, Rules.DuplicateInFile, "account_id");
        else if (!_currency.Accepts(account.Currency))
            block.Reject(row, Rules.CurrencyDiffers, "currency");
        else if (!stored.TryGetValue(account.AccountId, out var before))
            Insert(block, account);
        else if (before == account)
            block.Unchanged++;
        else if (before.ClientKey != account.ClientKey)
            block.Reject(row, Rules.ConflictsWithLoaded, "client_id");
        else
            Update(block, account);
    }

    private void Insert(RowBlock<AccountRecord> block, AccountRecord account)
    {
        _insert.Set(0, account.AccountId);
        _insert.Set(1, account.ClientKey);
        _insert.Set(2, account.AccountType);
        _insert.Set(3, account.Currency);
        _insert.Set(4, account.OpenedOn);
        if (account.ClosedOn is { } closedOn)
            _insert.Set(5, closedOn);
        if (account.CreditLimitCents is { } limit)
            _insert.Set(6, limit);
        _insert.Set(7, context.BatchId);
        _insert.Insert();
        block.Loaded++;
    }

    private void Update(RowBlock<AccountRecord> block, AccountRecord account)
    {
        context.Writer.Execute(UpdateSql, new
        {
            account.AccountType,
            account.OpenedOn,
            account.ClosedOn,
            account.CreditLimitCents,
            context.BatchId,
            account.AccountId,
        });
        block.Loaded++;
    }
}
