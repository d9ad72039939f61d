using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>
/// What happened to one client. Transactions lie by day and no index leads from a client to them: only the days on which an
/// account moved are read, once for everything that a page shows.
/// </summary>
public sealed class ClientActivityRepository(WarehouseDatabase warehouse)
{
    /// <summary>More transactions of one client are not held in memory for a page; a file has them all.</summary>
    public const int MostTransactions = 20_000;

    private const string TransactionsSql = """
        SELECT t.transaction_id, t.date_key, t.second_of_day, t.account_key, a.account_id, t.type, t.channel, t.counterparty_country,
               t.merchant_category, t.amount_cents, t.balance_after_cents, s.score
        FROM fact_transactions t
        JOIN dim_accounts a ON a.account_key = t.account_key
        LEFT JOIN ml_anomaly_scores s ON s.client_key = t.client_key AND s.date_key = t.date_key AND s.transaction_id = t.transaction_id
          AND s.version = @version
        WHERE t.client_key = @clientKey AND t.date_key IN @days
        ORDER BY t.date_key DESC, t.second_of_day DESC, t.transaction_id DESC
        LIMIT @limit
        """;

    private const string VerdictsSql = """
        SELECT transaction_id, verdict FROM ml_verdicts WHERE client_key = @clientKey ORDER BY verdict_id
        """;

    private const string EventsSql = """
        SELECT e.event_id, e.date_key, e.event_type, e.amount_cents, a.account_id
        FROM fact_events e
        LEFT JOIN dim_accounts a ON a.account_key = e.account_key
        WHERE e.client_key = @clientKey AND e.date_key >= @fromKey AND e.date_key <= @toKey
        ORDER BY e.date_key, e.event_id
        """;

    /// <summary>The queries behind the timeline, as they run.</summary>
    public static string TimelineSql => $"{TransactionsSql};\n\n{EventsSql}";

    /// <summary>The query behind the transactions, as it runs.</summary>
    public static string RowsSql => TransactionsSql;

    /// <param name="anomalies">The anomaly model's version and the score from which a transaction stands out; null before the first search.</param>
    /// <param name="most">Transactions at most, the newest.</param>
    public async Task<ClientActivity> ReadAsync(
        ClientProfile profile, DateOnly from, DateOnly to, AnomalyLine? anomalies, int most = MostTransactions, CancellationToken cancellation = default)
    {
        var reading = TransactionsAsync(profile, DailyBalances.NeededFrom(from), to, anomalies, most, cancellation);
        var span = new { clientKey = profile.ClientKey, fromKey = TimeDimension.KeyOf(from), toKey = TimeDimension.KeyOf(to) };
        var events = await warehouse.RowsAsync<ClientEventRow>(EventsSql, span, cancellation);
        var verdicts = new Dictionary<long, string>();
        foreach (var row in await warehouse.RowsAsync<VerdictRow>(VerdictsSql, span, cancellation))
            verdicts[row.TransactionId] = row.Verdict;
        var (rows, isCut) = await reading;
        return new ClientActivity
        {
            From = from,
            To = to,
            Line = anomalies?.Score,
            Transactions = [.. rows.Where(r => r.DateKey >= span.fromKey).Select(r => new ClientTransaction(r, verdicts.GetValueOrDefault(r.TransactionId)))],
            Balances = DailyBalances.Of(profile.Accounts, rows.Reverse(), from, to),
            Events = events,
            IsCut = isCut,
        };
    }

    private async Task<(IReadOnlyList<ClientTransactionRow> Rows, bool IsCut)> TransactionsAsync(
        ClientProfile profile, DateOnly from, DateOnly to, AnomalyLine? anomalies, int most, CancellationToken cancellation)
    {
        var days = profile.DaysWithTransactions(from, to);
        if (days.Count == 0)
            return ([], false);
        var limit = most == int.MaxValue ? most : most + 1;
        var rows = await warehouse.RowsAsync<ClientTransactionRow>(
            TransactionsSql, new { clientKey = profile.ClientKey, days, version = anomalies?.Version ?? 0, limit }, cancellation);
        return rows.Count > most ? ([.. rows.Take(most)], true) : (rows, false);
    }

    private sealed record VerdictRow
    {
        public long TransactionId { get; init; }

        public string Verdict { get; init; } = "";
    }
}

/// <summary>Where the anomaly model draws the line.</summary>
/// <param name="Version">Of the anomaly model, from 1.</param>
/// <param name="Score">The lowest score that stands out, 0 to 1.</param>
public sealed record AnomalyLine(int Version, double Score);
