using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>
/// Answers the overview's questions from an in-memory snapshot of the aggregates, which it renews when a new batch has
/// landed. While a snapshot is read, all that ask wait for the same one.
/// </summary>
public sealed class PortfolioRepository(WarehouseDatabase warehouse)
{
    private const string VersionSql = """
        SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches
        """;

    private const string ExtentSql = """
        SELECT (SELECT MIN(date_key) FROM agg_daily) AS first_date_key, (SELECT MAX(date_key) FROM agg_daily) AS last_date_key
        """;

    private const string AccountsSql = """
        SELECT a.account_key, a.account_id, a.account_type, c.client_id, c.client_key, c.segment, c.country, b.balance_cents
        FROM dim_accounts a
        JOIN dim_clients c ON c.client_key = a.client_key
        LEFT JOIN (SELECT m.client_key, m.account_key, m.closing_balance_cents AS balance_cents
                   FROM (SELECT client_key, account_key, MAX(year_month) AS year_month FROM agg_account_month
                         WHERE account_key IN @keys AND year_month IN @months GROUP BY client_key, account_key) n
                   JOIN agg_account_month m
                     ON m.client_key = n.client_key AND m.account_key = n.account_key AND m.year_month = n.year_month) b
          ON b.client_key = a.client_key AND b.account_key = a.account_key
        WHERE a.account_key IN @keys
        """;

    private const string CurrencySql = """
        SELECT value FROM ops_properties WHERE name = 'currency'
        """;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private PortfolioSnapshot? _snapshot;

    /// <summary>The first and the last day with a transaction; null for an empty warehouse.</summary>
    public async Task<Period?> ExtentAsync(CancellationToken cancellation = default)
    {
        var row = await warehouse.RowAsync<ExtentRow>(ExtentSql, cancellation: cancellation);
        return row is { FirstDateKey: { } first, LastDateKey: { } last }
            ? new Period(TimeDimension.DateOf(first), TimeDimension.DateOf(last))
            : null;
    }

    /// <summary>The bank's currency (ISO 4217); null before the first account is loaded.</summary>
    public Task<string?> CurrencyAsync(CancellationToken cancellation = default) =>
        warehouse.RowOrNullAsync<string>(CurrencySql, cancellation: cancellation);

    public Task<PortfolioOverview> OverviewAsync(PortfolioFilter filter, Granularity granularity, CancellationToken cancellation = default) =>
        AskAsync(s => s.Overview(filter, granularity), cancellation);

    /// <summary>The codes that each dimension has, for filter menus.</summary>
    public async Task<IReadOnlyDictionary<PortfolioDimension, IReadOnlyList<string>>> CodesAsync(CancellationToken cancellation = default)
    {
        var cells = (await SnapshotAsync(cancellation)).Cells;
        return Enum.GetValues<PortfolioDimension>().ToDictionary(
            d => d,
            d => (IReadOnlyList<string>)[.. Enumerable.Range(0, cells.Codes[(int)d].Count).Select(i => cells.Codes[(int)d][i]).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The accounts with the largest volume in the months that the period touches, under the segment filter: account
    /// volumes are kept by month, so a part of a month counts whole.
    /// </summary>
    public async Task<(int Total, IReadOnlyList<TopAccountRow> Rows)> TopAccountsAsync(
        PortfolioFilter filter, int offset, int limit, CancellationToken cancellation = default)
    {
        var snapshot = await SnapshotAsync(cancellation);
        var (total, ranked) = await Task.Run(() => AccountRanking.Of(snapshot, filter, offset, limit), cancellation);
        if (ranked.Count == 0)
            return (total, []);
        var accounts = await warehouse.RowsAsync<AccountRow>(
            AccountsSql, new { keys = ranked.Select(r => r.AccountKey).ToArray(), months = snapshot.Months.Until(filter.Period.To) }, cancellation);
        var byKey = accounts.ToDictionary(a => a.AccountKey);
        return (total, [.. ranked.Select(r => new TopAccountRow(byKey[r.AccountKey], r.VolumeCents, r.PreviousVolumeCents))]);
    }

    /// <summary>What each month moved, by the codes of one dimension, over the whole history.</summary>
    public Task<IReadOnlyList<MonthVolume>> MonthlyVolumesAsync(PortfolioDimension dimension, CancellationToken cancellation = default) =>
        AskAsync(s => MonthlyTables.Volumes(s.Cells, dimension), cancellation);

    /// <summary>The clients that were active in each month of the history.</summary>
    public Task<IReadOnlyList<MonthClients>> ActiveClientsAsync(CancellationToken cancellation = default) =>
        AskAsync(s => MonthlyTables.ActiveClients(s.Months, s.Clients.KeyLimit), cancellation);

    /// <inheritdoc cref="MonthlyTables.Rolling"/>
    public Task<IReadOnlyList<RollingVolume>> RollingVolumeAsync(int days, CancellationToken cancellation = default) =>
        AskAsync(s => MonthlyTables.Rolling(s.Cells, days), cancellation);

    /// <summary>Clients, defaults, accounts and balances by segment.</summary>
    public Task<IReadOnlyList<SegmentTotals>> SegmentsAsync(CancellationToken cancellation = default) => AskAsync(s => s.Segments, cancellation);

    /// <inheritdoc cref="AmountSizes.Percentile"/>
    public Task<IReadOnlyList<long?>> AmountPercentilesAsync(IReadOnlyList<double> shares, CancellationToken cancellation = default) =>
        AskAsync<IReadOnlyList<long?>>(s => [.. shares.Select(s.Amounts.Percentile)], cancellation);

    /// <summary>The transactions that the watch rule names, by the counterparty's country.</summary>
    public Task<IReadOnlyList<WatchedCountry>> WatchedAsync(CancellationToken cancellation = default) => AskAsync(s => s.Watched.ByCountry(), cancellation);

    /// <summary>Reads the snapshot ahead of the first question, after a start or a load.</summary>
    public Task WarmUpAsync(CancellationToken cancellation = default) => SnapshotAsync(cancellation);

    private async Task<T> AskAsync<T>(Func<PortfolioSnapshot, T> question, CancellationToken cancellation)
    {
        var snapshot = await SnapshotAsync(cancellation);
        return await Task.Run(() => question(snapshot), cancellation);
    }

    private async Task<PortfolioSnapshot> SnapshotAsync(CancellationToken cancellation)
    {
        var version = await warehouse.RowAsync<long>(VersionSql, cancellation: cancellation);
        if (_snapshot is { } fresh && fresh.Version == version)
            return fresh;
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_snapshot is { } renewed && renewed.Version >= version)
                return renewed;
            return _snapshot = await PortfolioSnapshot.ReadAsync(warehouse, version, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record ExtentRow
    {
        public int? FirstDateKey { get; init; }

        public int? LastDateKey { get; init; }
    }
}

/// <summary>An account as the overview lists it.</summary>
public sealed record AccountRow
{
    public int AccountKey { get; init; }

    public string AccountId { get; init; } = "";

    public string AccountType { get; init; } = "";

    public string ClientId { get; init; } = "";

    public int ClientKey { get; init; }

    public string Segment { get; init; } = "";

    public string Country { get; init; } = "";

    /// <summary>Last known balance; null where none was delivered.</summary>
    public long? BalanceCents { get; init; }
}

/// <summary>An account with its volume (debits and credits, cents) now and before.</summary>
public sealed record TopAccountRow(AccountRow Account, long VolumeCents, long PreviousVolumeCents);
