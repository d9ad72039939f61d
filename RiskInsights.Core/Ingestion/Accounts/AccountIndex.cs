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
        SELECT a.account_id, a.account_key, a.client_key, CAST(REPLACE(CAST(a.opened_on AS TEXT), '-', '') AS INTEGER) AS opened_key,
               c.segment, c.country
        FROM dim_accounts a
        JOIN dim_clients c ON c.client_key = a.client_key
        """;

    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _slots =
        new Dictionary<byte[], int>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly List<AccountEntry> _accounts = [];

    public static AccountIndex Read(WarehouseWriter writer)
    {
        var index = new AccountIndex();
        writer.ForEachRecord(Sql, null, row =>
        {
            index._slots[Encoding.UTF8.GetBytes(row.GetString(0))] = index._accounts.Count;
            index._accounts.Add(new AccountEntry(
                row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), Codes.Segments.IndexOf(row.GetString(4)), CountryCode.Of(row.GetString(5))));
        });
        return index;
    }

    public AccountEntry this[int slot] => _accounts[slot];

    public bool TryFind(ReadOnlySpan<byte> accountId, out int slot) => _slots.TryGetValue(accountId, out slot);
}
