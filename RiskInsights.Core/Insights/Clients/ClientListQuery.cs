using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>The texts of the client list's queries: a restriction stands in them only where it is set.</summary>
internal sealed class ClientListQuery(ClientListFilter filter, (int Version, DateOnly AsOf)? scored)
{
    // Behind every text that begins like the one before it, whatever follows.
    private const string Last = "\U0010FFFF";

    private const string Columns = """
        c.client_id, c.segment, c.country, c.region, c.joined_on, c.left_on, c.kyc_status, c.kyc_risk_rating,
               (SELECT COUNT(*) FROM dim_accounts a WHERE a.client_key = c.client_key) AS accounts, s.score_rank, s.probability
        """;

    // Ranks lie in order in an index of the scores: the riskiest of many clients are found without looking at the others.
    private const string Scored = """
        ml_scores s
        JOIN dim_clients p ON p.client_key = s.client_key
        WHERE s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf
        """;

    private const string Unscored = """
        dim_clients p
        LEFT JOIN ml_scores s ON s.client_key = p.client_key AND s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf
        WHERE s.client_key IS NULL
        """;

    private const string Any = """
        dim_clients p
        WHERE 1 = 1
        """;

    private const string ScoresOfChosen = """
        LEFT JOIN ml_scores s ON s.client_key = c.client_key AND s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf
        """;

    /// <summary>One page: clients are chosen and ordered before their accounts are counted. By risk, only those with a score.</summary>
    public string Page(ClientSort sort, bool descending) => Chosen(sort == ClientSort.Risk || filter.IsByScore ? Scored : Any, sort, descending);

    /// <summary>One page of those without a score, by pseudonym: they stand behind all others.</summary>
    public string UnscoredPage => Chosen(Unscored, ClientSort.ClientId, descending: false);

    /// <summary>Every client, ordered.</summary>
    public string All(ClientSort sort, bool descending) => $"""
        SELECT {Columns}
        FROM (SELECT p.* FROM {(filter.IsByScore ? Scored : Any)}{Conditions}) AS c
        {ScoresOfChosen}
        ORDER BY {Order("c", sort, descending)}
        """;

    public string Count => $"""
        SELECT COUNT(*) FROM {(filter.IsByScore ? Scored : Any)}{Conditions}
        """;

    public string CountScored => $"""
        SELECT COUNT(*) FROM {Scored}{Conditions}
        """;

    private string Chosen(string source, ClientSort sort, bool descending) => $"""
        SELECT {Columns}
        FROM (SELECT p.* FROM {source}{Conditions}
              ORDER BY {(sort == ClientSort.Risk ? ByRank(descending) : Order("p", sort, descending))}
              LIMIT @limit OFFSET @offset) AS c
        {ScoresOfChosen}
        ORDER BY {Order("c", sort, descending)}
        """;

    public object Parameters(int offset = 0, int limit = 0)
    {
        var (written, capitals) = (filter.Search.Trim(), filter.Search.Trim().ToUpperInvariant());
        return new
        {
            version = scored?.Version ?? 0,
            asOf = scored is { AsOf: var asOf } ? TimeDimension.KeyOf(asOf) : 0,
            segments = filter.Segments,
            countries = filter.Countries,
            kycStatus = filter.KycStatus,
            atLeast = filter.AtLeast,
            below = filter.Below,
            written,
            writtenLast = written + Last,
            capitals,
            capitalsLast = capitals + Last,
            prefixed = "CL-" + capitals,
            prefixedLast = "CL-" + capitals + Last,
            offset,
            limit,
        };
    }

    private string Conditions =>
        (string.IsNullOrWhiteSpace(filter.Search) ? "" : Also(Found))
        + (filter.Segments.Count == 0 ? "" : Also("p.segment IN @segments"))
        + (filter.Countries.Count == 0 ? "" : Also("p.country IN @countries"))
        + (filter.KycStatus is null ? "" : Also("p.kyc_status = @kycStatus"))
        + (filter.AtLeast is null ? "" : Also("s.probability >= @atLeast"))
        + (filter.Below is null ? "" : Also("s.probability < @below"))
        + filter.Presence switch
        {
            ClientPresence.Present => Also("p.left_on IS NULL"),
            ClientPresence.Left => Also("p.left_on IS NOT NULL"),
            _ => "",
        };

    private const string Found = """
        ((p.client_id >= @capitals AND p.client_id <= @capitalsLast) OR (p.client_id >= @prefixed AND p.client_id <= @prefixedLast)
           OR p.client_key IN (SELECT o.client_key FROM dim_accounts o
                               WHERE (o.account_id >= @written AND o.account_id <= @writtenLast) OR (o.account_id >= @capitals AND o.account_id <= @capitalsLast)))
        """;

    // Engines do not agree where nulls stand in an order: they are put last by hand.
    private static string Order(string client, ClientSort sort, bool descending)
    {
        var way = descending ? "DESC" : "ASC";
        return sort switch
        {
            ClientSort.Risk => $"CASE WHEN s.score_rank IS NULL THEN 1 ELSE 0 END, {ByRank(descending)}, {client}.client_id",
            ClientSort.Joined => $"CASE WHEN {client}.joined_on IS NULL THEN 1 ELSE 0 END, {client}.joined_on {way}, {client}.client_id",
            _ => $"{client}.client_id {way}",
        };
    }

    // Rank 1 is the highest probability.
    private static string ByRank(bool descending) => descending ? "s.score_rank ASC" : "s.score_rank DESC";

    private static string Also(string condition) => "\n  AND " + condition;
}
