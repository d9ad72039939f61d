using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>What the page of one client asks first: who it is, the accounts, what waits for a verdict. No fact is read.</summary>
public sealed class ClientRepository(WarehouseDatabase warehouse)
{
    private const string ClientSql = """
        SELECT client_key, client_id, segment, country, region, kyc_status, kyc_risk_rating, joined_on, left_on
        FROM dim_clients
        WHERE client_id = @clientId
        """;

    private const string AccountsSql = """
        SELECT account_key, account_id, account_type, currency, opened_on, closed_on, credit_limit_cents
        FROM dim_accounts
        WHERE client_key = @clientKey
        ORDER BY opened_on, account_id
        """;

    private const string ExtentSql = """
        SELECT MIN(date_key) AS first_date_key, MAX(date_key) AS last_date_key FROM dim_time
        """;

    // The key begins with the month: with every month named, each account and month is one search.
    private const string MonthsSql = """
        SELECT account_key, year_month, active_days, closing_balance_cents
        FROM agg_account_month
        WHERE client_key = @clientKey AND year_month IN @months AND account_key IN @accountKeys
        ORDER BY year_month
        """;

    private const string OpenAnomaliesSql = """
        SELECT COUNT(*) FROM ml_anomaly_scores s
        WHERE s.version = @version AND s.score >= @line AND s.client_key = @clientKey
          AND NOT EXISTS (SELECT 1 FROM ml_verdicts v WHERE v.client_key = s.client_key AND v.transaction_id = s.transaction_id)
        """;

    /// <summary>The queries behind a client's card, as they run.</summary>
    public static string ProfileSql => $"{ClientSql};\n\n{AccountsSql};\n\n{MonthsSql}";

    /// <summary>Null when no client has this pseudonym.</summary>
    public async Task<ClientProfile?> ProfileAsync(string clientId, CancellationToken cancellation = default)
    {
        if (await warehouse.RowOrNullAsync<ClientRow>(ClientSql, new { clientId }, cancellation) is not { } client)
            return null;
        var accounts = await warehouse.RowsAsync<AccountRow>(AccountsSql, new { clientKey = client.ClientKey }, cancellation);
        var months = (await MonthsAsync(client.ClientKey, [.. accounts.Select(a => a.AccountKey)], cancellation)).ToLookup(m => m.AccountKey);
        return new ClientProfile(client, [.. accounts.Select(a => new ClientAccount(a, [.. months[a.AccountKey]]))]);
    }

    /// <summary>The client's transactions with at least a score that nobody judged yet.</summary>
    /// <param name="version">Of the anomaly model.</param>
    public Task<int> OpenAnomaliesAsync(int clientKey, int version, double line, CancellationToken cancellation = default) =>
        warehouse.RowAsync<int>(OpenAnomaliesSql, new { clientKey, version, line }, cancellation);

    private async Task<IReadOnlyList<AccountMonthRow>> MonthsAsync(int clientKey, IReadOnlyList<int> accountKeys, CancellationToken cancellation)
    {
        var extent = await warehouse.RowAsync<ExtentRow>(ExtentSql, cancellation: cancellation);
        if (accountKeys.Count == 0 || extent is not { FirstDateKey: { } first, LastDateKey: { } last })
            return [];
        var months = new List<int>();
        for (var month = TimeDimension.DateOf(first); month.Year * 100 + month.Month <= last / 100; month = month.AddDays(1 - month.Day).AddMonths(1))
            months.Add(month.Year * 100 + month.Month);
        return await warehouse.RowsAsync<AccountMonthRow>(MonthsSql, new { clientKey, months, accountKeys }, cancellation);
    }

    private sealed record ExtentRow
    {
        public int? FirstDateKey { get; init; }

        public int? LastDateKey { get; init; }
    }
}
