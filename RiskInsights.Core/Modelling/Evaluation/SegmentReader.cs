using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>Reads what clients are told apart by when a model is looked at group by group. It is no input of any model.</summary>
public sealed class SegmentReader(WarehouseDatabase warehouse)
{
    private const string ClientsSql = """
        SELECT client_key, segment, country, birth_year FROM dim_clients
        """;

    internal async Task<ClientSegments> ReadAsync(CancellationToken cancellation) =>
        new((await warehouse.RowsAsync<ClientRow>(ClientsSql, cancellation: cancellation)).ToDictionary(c => c.ClientKey));

    internal sealed record ClientRow
    {
        public int ClientKey { get; init; }

        public string Segment { get; init; } = "";

        public string Country { get; init; } = "";

        public int? BirthYear { get; init; }
    }
}

/// <summary>The groups of each client.</summary>
internal sealed class ClientSegments(Dictionary<int, SegmentReader.ClientRow> clients)
{
    public const string Unknown = "unknown";

    public static readonly IReadOnlyList<string> Dimensions = ["segment", "country", "age"];

    /// <param name="year">The year of the as-of date: ages are counted to it.</param>
    public string Of(string dimension, int clientKey, int year) => !clients.TryGetValue(clientKey, out var client) ? Unknown : dimension switch
    {
        "segment" => client.Segment,
        "country" => client.Country,
        _ => (year - client.BirthYear) switch
        {
            null => Unknown,
            < 25 => "under_25",
            < 35 => "25_34",
            < 45 => "35_44",
            < 55 => "45_54",
            < 65 => "55_64",
            _ => "65_over",
        },
    };
}
