using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Transactions;

/// <summary>
/// Finds accounts and clients by the beginning of their identifiers: a range on the unique index, so that it takes the same
/// moment among a hundred clients and among a million.
/// </summary>
public sealed class IdentifierSearch(WarehouseDatabase warehouse)
{
    /// <summary>What every pseudonym begins with; a search may leave it out.</summary>
    private const string ClientPrefix = "CL-";

    // Behind every text that begins like the one before it, whatever follows.
    private const string Last = "\U0010FFFF";

    private const string AccountsSql = """
        SELECT a.account_id, a.account_type, c.client_id
        FROM dim_accounts a
        JOIN dim_clients c ON c.client_key = a.client_key
        WHERE a.account_id >= @first AND a.account_id <= @last
        ORDER BY a.account_id
        LIMIT @limit
        """;

    private const string ClientsSql = """
        SELECT client_id, segment, country
        FROM dim_clients
        WHERE client_id >= @first AND client_id <= @last
        ORDER BY client_id
        LIMIT @limit
        """;

    /// <summary>At most <paramref name="limit"/> accounts, as it is written, then in capitals.</summary>
    public Task<IReadOnlyList<FoundAccount>> AccountsAsync(string beginning, int limit, CancellationToken cancellation = default) =>
        FirstAsync<FoundAccount>(AccountsSql, [beginning, beginning.ToUpperInvariant()], limit, cancellation);

    /// <summary>At most <paramref name="limit"/> clients by pseudonym, in capitals or not, with <c>CL-</c> or without.</summary>
    public Task<IReadOnlyList<FoundClient>> ClientsAsync(string beginning, int limit, CancellationToken cancellation = default) =>
        FirstAsync<FoundClient>(ClientsSql, [beginning.ToUpperInvariant(), ClientPrefix + beginning.ToUpperInvariant()], limit, cancellation);

    private async Task<IReadOnlyList<TFound>> FirstAsync<TFound>(string sql, IEnumerable<string> beginnings, int limit, CancellationToken cancellation)
    {
        foreach (var first in beginnings.Where(b => b.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var found = await warehouse.RowsAsync<TFound>(sql, new { first, last = first + Last, limit }, cancellation);
            if (found.Count > 0)
                return found;
        }

        return [];
    }
}

public sealed record FoundAccount
{
    public string AccountId { get; init; } = "";

    public string AccountType { get; init; } = "";

    /// <summary>Pseudonym of the owner.</summary>
    public string ClientId { get; init; } = "";
}

public sealed record FoundClient
{
    /// <summary>Pseudonym.</summary>
    public string ClientId { get; init; } = "";

    public string Segment { get; init; } = "";

    public string Country { get; init; } = "";
}
