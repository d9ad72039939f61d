using System.Globalization;
using System.Text;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Accounts;

/// <summary>What a transaction or an event needs to know of its account.</summary>
/// <param name="OpenedOn">yyyymmdd.</param>
/// <param name="Segment">The owner's, as its index in <see cref="Codes.Segments"/>.</param>
/// <param name="Country">The owner's.</param>
internal readonly record struct AccountEntry(int AccountKey, int ClientKey, int OpenedOn, byte Segment, ushort Country);

/// <summary>The loaded accounts by their identifiers. Does not change while it is used, so two threads may ask it.</summary>
internal sealed class AccountIndex
{
    private const string Sql = """
        SELECT a.account_id, a.account_key, a.client_key, CAST(a.opened_on AS TEXT) AS opened_on, c.segment, c.country
        FROM dim_accounts a
        JOIN dim_clients c ON c.client_key = a.client_key
        """;

    private const string CountSql = """
        SELECT COUNT(*) FROM dim_accounts
        """;

    private readonly Utf8Index _positions;

    // On a shared engine another replica may add accounts between the count and the rows.
    private readonly List<AccountEntry> _accounts;

    private AccountIndex(int count) => (_positions, _accounts) = (new Utf8Index(count), new List<AccountEntry>(count));

    public static AccountIndex Read(WarehouseWriter writer)
    {
        var index = new AccountIndex(writer.Row<int>(CountSql));
        writer.ForEachRecord(Sql, null, row => index.Add(row.GetString(0), new AccountEntry(
            row.GetInt32(1), row.GetInt32(2), TimeDimension.KeyOf(DateOnly.ParseExact(row.GetString(3), "O", CultureInfo.InvariantCulture)), Codes.Segments.IndexOf(row.GetString(4)), CountryCode.Of(row.GetString(5)))));
        return index;
    }

    public bool TryFind(ReadOnlySpan<byte> accountId, out AccountEntry account)
    {
        var isThere = _positions.TryFind(accountId, out var position);
        account = isThere ? _accounts[position] : default;
        return isThere;
    }

    private void Add(string id, in AccountEntry account)
    {
        _positions.Set(Encoding.UTF8.GetBytes(id), _accounts.Count);
        _accounts.Add(account);
    }
}
