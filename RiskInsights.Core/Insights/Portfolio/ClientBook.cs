using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>The clients in memory, by client key: segment, when they came and left, when they first defaulted.</summary>
internal sealed class ClientBook
{
    private const string ClientsSql = """
        SELECT c.client_key, c.segment, c.joined_on, c.left_on, d.first_default_key
        FROM dim_clients c
        LEFT JOIN (SELECT client_key, MIN(date_key) AS first_default_key FROM fact_events
                   WHERE event_type = 'default_90dpd' GROUP BY client_key) d ON d.client_key = c.client_key
        ORDER BY c.client_key
        """;

    private readonly List<Entry?> _byKey = [];

    public CodeList Segments { get; } = new();

    public IEnumerable<Entry> All => _byKey.Where(e => e is not null).Select(e => e!);

    public static async Task<ClientBook> ReadAsync(WarehouseDatabase warehouse, CancellationToken cancellation)
    {
        var book = new ClientBook();
        await warehouse.ForEachAsync<ClientRow>(
            ClientsSql,
            null,
            row =>
            {
                while (book._byKey.Count <= row.ClientKey)
                    book._byKey.Add(null);
                book._byKey[row.ClientKey] = new Entry(
                    book.Segments.CodeOf(row.Segment),
                    row.JoinedOn,
                    row.LeftOn,
                    row.FirstDefaultKey is { } key ? TimeDimension.DateOf(key) : null);
            },
            cancellation);
        return book;
    }

    /// <summary>Number of places that an array by client key needs.</summary>
    public int KeyLimit => _byKey.Count;

    public ushort SegmentOf(int clientKey) => _byKey[clientKey]!.Segment;

    internal sealed record Entry(ushort Segment, DateOnly? JoinedOn, DateOnly? LeftOn, DateOnly? DefaultedOn)
    {
        /// <summary>Joined by the evening before, not gone by then: at risk on that day.</summary>
        public bool IsPresentOn(DateOnly date) => (JoinedOn is null || JoinedOn < date) && (LeftOn is null || LeftOn >= date);
    }

    private sealed record ClientRow
    {
        public int ClientKey { get; init; }

        public string Segment { get; init; } = "";

        public DateOnly? JoinedOn { get; init; }

        public DateOnly? LeftOn { get; init; }

        public int? FirstDefaultKey { get; init; }
    }
}
