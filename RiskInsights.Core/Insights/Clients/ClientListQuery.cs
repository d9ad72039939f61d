using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>The texts of the client list's queries: a restriction stands in them only where it is set.</summary>
internal sealed class ClientListQuery(ClientListFilter filter, (int Version, DateOnly AsOf)? scored)
{
    // Behind every text that begins like the one before it, whatever follows.
    private const string Last = "\U0010FFFF";

    private const string Columns = """
        c.client_id, c.segment, c.country, c.region, c.joined_on, c.left_on, c.kyc_status, c.kyc_risk_rating,
               (SELECT COUNT(*) FROM dim_accounts a WHERE a.client_key = c.client_key) AS accounts, c.score_rank, c.probability
        """;

    private const string Scores = """
        LEFT JOIN ml_scores s ON s.client_key = p.client_key AND s.model_name = 'default' AND s.version = @version AND s.as_of_date_key = @asOf
        """;

    /// <summary>One page: clients are chosen and ordered before their accounts are counted.</summary>
    public string Page(ClientSort sort, bool descending) => $"""
        SELECT {Columns}
        FROM (SELECT p.*, s.score_rank, s.probability
              FROM dim_clients p
              {Scores}
              WHERE 1 = 1{Conditions}
              ORDER BY {Order("p", "s", sort, descending)}
              LIMIT @limit OFFSET @offset) AS c
        ORDER BY {Order("c", "c", sort, descending)}
        """;

    /// <summary>Every client, ordered.</summary>
    public string All(ClientSort sort, bool descending) => $"""
        SELECT {Columns}
        FROM (SELECT p.*, s.score_rank, s.probability
              FROM dim_clients p
              {Scores}
              WHERE 1 = 1{Conditions}) AS c
        ORDER BY {Order("c", "c", sort, descending)}
        """;

    public string Count => filter.IsByScore
        ? $"""
            SELECT COUNT(*)
            FROM dim_clients p
            {Scores}
            WHERE 1 = 1{Conditions}
            """
        : $"""
            SELECT COUNT(*) FROM dim_clients p WHERE 1 = 1{Conditions}
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

    // Engines do not agree where nulls stand in an order: they are put last by hand. Rank 1 is the highest probability.
    private static string Order(string client, string score, ClientSort sort, bool descending)
    {
        var (way, against) = descending ? ("DESC", "ASC") : ("ASC", "DESC");
        return sort switch
        {
            ClientSort.Risk => $"CASE WHEN {score}.score_rank IS NULL THEN 1 ELSE 0 END, {score}.score_rank {against}, {client}.client_id",
            ClientSort.Joined => $"CASE WHEN {client}.joined_on IS NULL THEN 1 ELSE 0 END, {client}.joined_on {way}, {client}.client_id",
            _ => $"{client}.client_id {way}",
        };
    }

    private static string Also(string condition) => "\n  AND " + condition;
}
