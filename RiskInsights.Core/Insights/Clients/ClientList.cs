using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Clients;

/// <summary>The clients of the bank, page by page.</summary>
public sealed class ClientList(WarehouseDatabase warehouse, ClientScoreHistory scores)
{
    private const string CodesSql = """
        SELECT DISTINCT segment, country, kyc_status FROM dim_clients
        """;

    /// <summary>One page of clients, and how many match.</summary>
    public async Task<(int Total, IReadOnlyList<ListedClient> Rows)> PageAsync(
        ClientListFilter filter, ClientSort sort, bool descending, int offset, int limit, CancellationToken cancellation = default)
    {
        var query = new ClientListQuery(filter, await scores.NewestAsync(ClientScoreHistory.Default, cancellation));
        var counting = warehouse.RowAsync<int>(query.Count, query.Parameters(), cancellation);
        var rows = await warehouse.RowsAsync<ListedClient>(query.Page(sort, descending), query.Parameters(offset, limit), cancellation);
        if (sort == ClientSort.Risk && !filter.IsByScore && rows.Count < limit)
            rows = [.. rows, .. await UnscoredAsync(query, rows.Count, offset, limit, cancellation)];
        return (await counting, rows);
    }

    /// <summary>The query of every client, for a CSV of exactly what is filtered.</summary>
    public async Task<(string Sql, object Parameters)> AllQueryAsync(ClientListFilter filter, ClientSort sort, bool descending, CancellationToken cancellation = default)
    {
        var query = new ClientListQuery(filter, await scores.NewestAsync(ClientScoreHistory.Default, cancellation));
        return (query.All(sort, descending), query.Parameters());
    }

    /// <summary>The same query as text, for whoever wants to see where the list comes from.</summary>
    public static string QueryText(ClientListFilter filter) => new ClientListQuery(filter, null).All(ClientSort.Risk, descending: true);

    /// <summary>What clients can be filtered by, in alphabetical order.</summary>
    public async Task<ClientCodes> CodesAsync(CancellationToken cancellation = default)
    {
        var rows = await warehouse.RowsAsync<CodesRow>(CodesSql, cancellation: cancellation);
        IReadOnlyList<string> Of(Func<CodesRow, string> code) => [.. rows.Select(code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new ClientCodes(Of(r => r.Segment), Of(r => r.Country), Of(r => r.KycStatus));
    }

    /// <summary>What fills the page behind the scored clients, of which it holds <paramref name="scored"/>.</summary>
    private async Task<IReadOnlyList<ListedClient>> UnscoredAsync(ClientListQuery query, int scored, int offset, int limit, CancellationToken cancellation)
    {
        var before = scored > 0 || offset == 0 ? offset + scored : await warehouse.RowAsync<int>(query.CountScored, query.Parameters(), cancellation);
        return await warehouse.RowsAsync<ListedClient>(query.UnscoredPage, query.Parameters(Math.Max(0, offset - before), limit - scored), cancellation);
    }

    private sealed record CodesRow
    {
        public string Segment { get; init; } = "";

        public string Country { get; init; } = "";

        public string KycStatus { get; init; } = "";
    }
}

public sealed record ClientCodes(IReadOnlyList<string> Segments, IReadOnlyList<string> Countries, IReadOnlyList<string> KycStatuses);

public sealed record ListedClient
{
    /// <summary>Pseudonym.</summary>
    public string ClientId { get; init; } = "";

    public string Segment { get; init; } = "";

    /// <summary>ISO 3166 alpha-2.</summary>
    public string Country { get; init; } = "";

    public string? Region { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    public string KycStatus { get; init; } = "";

    public string KycRiskRating { get; init; } = "";

    /// <summary>How many, closed ones included.</summary>
    public int Accounts { get; init; }

    /// <summary>1 = riskiest; null where the champion did not score the client.</summary>
    public int? ScoreRank { get; init; }

    /// <summary>Of a default within 90 days, 0 to 1, by the champion's newest scores.</summary>
    public double? Probability { get; init; }
}
