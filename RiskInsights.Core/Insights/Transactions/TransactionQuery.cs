using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Transactions;

/// <summary>
/// The texts of one filter's queries. A restriction stands in them only where it is set, so that the
/// order in which transactions lie serves the question's order as well as its period.
/// </summary>
internal sealed class TransactionQuery(TransactionFilter filter)
{
    private const string Columns = """
        t.transaction_id, t.second_of_day, a.account_id, c.client_id, c.segment, t.type, t.channel, t.counterparty_country,
               t.merchant_category, t.amount_cents, t.balance_after_cents, t.date_key
        """;

    private const string Dimensions = """
        JOIN dim_accounts a ON a.account_key = t.account_key
        JOIN dim_clients c ON c.client_key = t.client_key
        """;

    // By the client's accounts: an account never changes its owner, and one index on accounts then serves both questions.
    private const string OfClient = """
        t.account_key IN (SELECT o.account_key FROM dim_accounts o JOIN dim_clients p ON p.client_key = o.client_key
                              WHERE p.client_id = @clientId)
        """;

    private bool IsOfOne => filter.AccountId is not null || filter.ClientId is not null;

    /// <summary>One page: the rows are chosen and ordered before anything is joined to them.</summary>
    public string Page(TransactionSort sort, bool descending) => $"""
        SELECT {Columns}
        FROM (SELECT t.*
              FROM fact_transactions t
              WHERE {Facts}
              ORDER BY {Order(sort, descending)}
              LIMIT @limit OFFSET @offset) AS t
        {Dimensions}
        ORDER BY {Order(sort, descending)}
        """;

    /// <summary>Every row, newest first.</summary>
    public string All => $"""
        SELECT {Columns}
        FROM fact_transactions t
        {Dimensions}
        WHERE {Facts}
        ORDER BY {Order(TransactionSort.Booked, descending: true)}
        """;

    /// <summary>
    /// The sums: of the daily aggregate, which answers at once at any length of history, but knows neither accounts nor
    /// clients.
    /// </summary>
    public string Totals => IsOfOne
        ? $"""
            SELECT COUNT(*) AS transaction_count,
                   CAST(COALESCE(SUM(CASE WHEN t.amount_cents < 0 THEN -t.amount_cents ELSE 0 END), 0) AS BIGINT) AS debit_cents,
                   CAST(COALESCE(SUM(CASE WHEN t.amount_cents > 0 THEN t.amount_cents ELSE 0 END), 0) AS BIGINT) AS credit_cents
            FROM fact_transactions t
            WHERE {Facts}
            """
        : $"""
            SELECT CAST(COALESCE(SUM(transaction_count), 0) AS BIGINT) AS transaction_count,
                   CAST(COALESCE(SUM(debit_cents), 0) AS BIGINT) AS debit_cents,
                   CAST(COALESCE(SUM(credit_cents), 0) AS BIGINT) AS credit_cents
            FROM agg_daily
            WHERE date_key BETWEEN @fromKey AND @toKey{In("segment", "segments", filter.Segments)}{In("country", "countries", filter.Countries)}{In("channel", "channels", filter.Channels)}{In("type", "types", filter.Types)}
            """;

    public object Parameters(int offset = 0, int limit = 0) => new
    {
        fromKey = TimeDimension.KeyOf(filter.From),
        toKey = TimeDimension.KeyOf(filter.To),
        segments = filter.Segments,
        countries = filter.Countries,
        channels = filter.Channels,
        types = filter.Types,
        accountId = filter.AccountId,
        clientId = filter.ClientId,
        offset,
        limit,
    };

    /// <summary>A query with its values in place, to be copied and run.</summary>
    public string WithValues(string sql) => sql
        .Replace("@fromKey", Number(TimeDimension.KeyOf(filter.From)), StringComparison.Ordinal)
        .Replace("@toKey", Number(TimeDimension.KeyOf(filter.To)), StringComparison.Ordinal)
        .Replace("@segments", Texts(filter.Segments), StringComparison.Ordinal)
        .Replace("@countries", Texts(filter.Countries), StringComparison.Ordinal)
        .Replace("@channels", Texts(filter.Channels), StringComparison.Ordinal)
        .Replace("@types", Texts(filter.Types), StringComparison.Ordinal)
        .Replace("@accountId", Text(filter.AccountId), StringComparison.Ordinal)
        .Replace("@clientId", Text(filter.ClientId), StringComparison.Ordinal);

    private string Facts =>
        "t.date_key BETWEEN @fromKey AND @toKey"
        + (filter.AccountId is null ? "" : Also("t.account_key = (SELECT account_key FROM dim_accounts WHERE account_id = @accountId)"))
        + (filter.ClientId is null ? "" : Also(OfClient))
        + (filter.Segments.Count == 0 ? "" : Also("t.client_key IN (SELECT client_key FROM dim_clients WHERE segment IN @segments)"))
        + In("t.counterparty_country", "countries", filter.Countries)
        + In("t.channel", "channels", filter.Channels)
        + In("t.type", "types", filter.Types);

    private static string Order(TransactionSort sort, bool descending)
    {
        var way = descending ? "DESC" : "ASC";
        return sort == TransactionSort.Booked
            ? $"t.date_key {way}, t.second_of_day {way}, t.transaction_id {way}"
            : $"t.amount_cents {way}, t.transaction_id {way}";
    }

    private static string In(string column, string parameter, IReadOnlyList<string> values) => values.Count == 0 ? "" : Also($"{column} IN @{parameter}");

    private static string Also(string condition) => "\n  AND " + condition;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(string? value) => $"'{value?.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Texts(IReadOnlyList<string> values) => $"({string.Join(", ", values.Select(Text))})";
}
