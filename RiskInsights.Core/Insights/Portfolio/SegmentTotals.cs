using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>A segment as a whole, as of the newest batch.</summary>
/// <param name="Defaulted">Clients with a default at any time.</param>
/// <param name="BalanceCents">Sum of the accounts' last known balances; 0 where none was delivered.</param>
public sealed record SegmentTotals(string Segment, int Clients, int Defaulted, int Accounts, long BalanceCents)
{
    private const string AccountsSql = """
        SELECT c.segment, CAST(COUNT(*) AS INTEGER) AS accounts
        FROM dim_accounts a
        JOIN dim_clients c ON c.client_key = a.client_key
        GROUP BY c.segment
        """;

    /// <summary>Share of the clients who ever defaulted, 0 to 1.</summary>
    public double DefaultRate => (double)Defaulted / Clients;

    internal static async Task<IReadOnlyList<SegmentTotals>> ReadAsync(
        WarehouseDatabase warehouse, ClientBook clients, AccountMonths months, CancellationToken cancellation)
    {
        var accounts = (await warehouse.RowsAsync<SegmentAccounts>(AccountsSql, cancellation: cancellation)).ToDictionary(r => r.Segment, r => r.Accounts, StringComparer.Ordinal);
        var (count, defaulted) = (new int[clients.Segments.Count], new int[clients.Segments.Count]);
        foreach (var client in clients.All)
        {
            count[client.Segment]++;
            defaulted[client.Segment] += client.DefaultedOn is null ? 0 : 1;
        }

        return [.. Enumerable.Range(0, clients.Segments.Count)
            .Select(s => new SegmentTotals(clients.Segments[s], count[s], defaulted[s], accounts.GetValueOrDefault(clients.Segments[s]), months.LastBalance(s)))
            .OrderBy(s => s.Segment, StringComparer.Ordinal)];
    }

    private sealed record SegmentAccounts
    {
        public string Segment { get; init; } = "";

        public int Accounts { get; init; }
    }
}
