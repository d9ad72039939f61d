using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.History;

/// <summary>Every client and account, in the order of their keys, as arrays: a position stands for a client or an account.</summary>
internal sealed class ClientRegister
{
    private const string ClientsSql = """
        SELECT client_key, birth_year, joined_on, left_on FROM dim_clients ORDER BY client_key
        """;

    private const string AccountsSql = """
        SELECT account_key, client_key, account_type, opened_on, closed_on, credit_limit_cents FROM dim_accounts ORDER BY account_key
        """;

    private readonly int[] _clientAt;
    private readonly int[] _accountAt;

    private ClientRegister(IReadOnlyList<ClientRow> clients, IReadOnlyList<AccountRow> accounts)
    {
        Clients = clients;
        _clientAt = Positions([.. clients.Select(c => c.ClientKey)]);

        // A load may have brought a client and its accounts after the clients were read.
        List<AccountRow> known = [.. accounts.Where(a => ClientAt(a.ClientKey) >= 0)];
        Accounts = [.. known.Select(a => new BookedAccount(
            _clientAt[a.ClientKey], a.Kind, a.OpenedOn, a.ClosedOn, a.CreditLimitCents))];
        _accountAt = Positions([.. known.Select(a => a.AccountKey)]);
        AccountsOf = Grouped(clients.Count);
    }

    public IReadOnlyList<ClientRow> Clients { get; }

    public BookedAccount[] Accounts { get; }

    /// <summary>The positions of each client's accounts.</summary>
    public int[][] AccountsOf { get; }

    public static async Task<ClientRegister> ReadAsync(WarehouseDatabase warehouse, CancellationToken cancellation)
    {
        var (clients, accounts) = (new List<ClientRow>(), new List<AccountRow>());
        await warehouse.ForEachRecordAsync(
            ClientsSql,
            null,
            row => clients.Add(new ClientRow(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetInt32(1), Day(row, 2), Day(row, 3))),
            cancellation);
        await warehouse.ForEachRecordAsync(
            AccountsSql,
            null,
            row => accounts.Add(new AccountRow(row.GetInt32(0), row.GetInt32(1), Kind(row.GetString(2)), Day(row, 3)!.Value, Day(row, 4), row.IsDBNull(5) ? null : row.GetInt64(5))),
            cancellation);
        return new ClientRegister(clients, accounts);
    }

    /// <summary>The client's position; −1 for one that came after the book was read.</summary>
    public int ClientAt(int clientKey) => (uint)clientKey < (uint)_clientAt.Length ? _clientAt[clientKey] : -1;

    /// <inheritdoc cref="ClientAt"/>
    public int AccountAt(int accountKey) => (uint)accountKey < (uint)_accountAt.Length ? _accountAt[accountKey] : -1;

    /// <summary>Keys are numbered from 1 by the warehouse, so an array is the fastest index.</summary>
    private static int[] Positions(int[] keys)
    {
        var positions = new int[keys.Length == 0 ? 0 : keys.Max() + 1];
        Array.Fill(positions, -1);
        for (var i = 0; i < keys.Length; i++)
            positions[keys[i]] = i;
        return positions;
    }

    private int[][] Grouped(int clients)
    {
        var counts = new int[clients];
        foreach (var account in Accounts)
            counts[account.Client]++;
        var grouped = Array.ConvertAll(counts, n => new int[n]);
        for (var i = Accounts.Length - 1; i >= 0; i--)
            grouped[Accounts[i].Client][--counts[Accounts[i].Client]] = i;
        return grouped;
    }

    private static AccountKinds Kind(string type) => type switch
    {
        "current" => AccountKinds.Current,
        "savings" => AccountKinds.Savings,
        "card" => AccountKinds.Card,
        "loan" => AccountKinds.Loan,
        "business" => AccountKinds.Business,
        _ => AccountKinds.None,
    };

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    internal sealed record ClientRow(int ClientKey, int? BirthYear, DateOnly? JoinedOn, DateOnly? LeftOn);

    private readonly record struct AccountRow(int AccountKey, int ClientKey, AccountKinds Kind, DateOnly OpenedOn, DateOnly? ClosedOn, long? CreditLimitCents);
}

/// <param name="Client">Position of the owner.</param>
/// <param name="LimitCents">What it may be overdrawn by; null where nothing is said.</param>
internal readonly record struct BookedAccount(int Client, AccountKinds Kind, DateOnly OpenedOn, DateOnly? ClosedOn, long? LimitCents)
{
    public bool IsOpenOn(DateOnly date) => OpenedOn < date && (ClosedOn is null || ClosedOn >= date);
}
