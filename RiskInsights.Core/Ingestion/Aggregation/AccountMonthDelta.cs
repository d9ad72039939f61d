using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Transactions;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Months of accounts. A key is yyyymm in the high half and the account's key in the low one.</summary>
internal sealed class AccountMonthDelta
{
    private readonly Dictionary<ulong, AccountMonthCell> _cells = [];

    public int Count => _cells.Count;

    public ref readonly AccountMonthCell this[ulong key] => ref CollectionsMarshal.GetValueRefOrNullRef(_cells, key);

    public void Add(in TransactionRecord row, in AccountEntry account)
    {
        var key = ((ulong)(uint)(row.DateKey / 100) << 32) | (uint)account.AccountKey;
        CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _).Add(row, account);
    }

    /// <summary>Forgets the months but keeps their memory for the next ones.</summary>
    public void Clear() => _cells.Clear();

    /// <summary>In the table's own order, so that neighbours meet the same page.</summary>
    public ulong[] KeysInOrder()
    {
        var keys = _cells.Keys.ToArray();
        Array.Sort(keys);
        return keys;
    }
}
