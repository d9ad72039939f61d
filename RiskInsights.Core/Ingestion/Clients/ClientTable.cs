using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Clients;

/// <summary>
/// <c>dim_clients</c>: a new client is added, a changed one updated, and one whose segment or country changed takes its
/// history in the aggregates with it.
/// </summary>
internal sealed class ClientTable(LoadContext context) : ITarget<ClientRecord>
{
    private const int LookupSize = 128;

    private const string StoredSql = """
        SELECT client_id, segment, country, region, birth_year, kyc_status, kyc_risk_rating, joined_on, left_on
        FROM dim_clients
        WHERE client_id IN @ids
        """;

    private const string UpdateSql = """
        UPDATE dim_clients
        SET segment = @Segment, country = @Country, region = @Region, birth_year = @BirthYear, kyc_status = @KycStatus,
            kyc_risk_rating = @KycRiskRating, joined_on = @JoinedOn, left_on = @LeftOn, batch_id = @BatchId
        WHERE client_id = @ClientId
        """;

    private readonly IBulkInsert _insert = context.Writer.BulkAppend(
        "dim_clients",
        "client_id", "segment", "country", "region", "birth_year", "kyc_status", "kyc_risk_rating", "joined_on", "left_on", "batch_id");

    // Of a client who is not there, nothing need be asked.
    private readonly ClientIndex _known = context.Clients;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<ClientMove> _moves = [];

    public void Write(RowBlock<ClientRecord> block)
    {
        for (var start = 0; start < block.Records.Length; start += LookupSize)
        {
            var end = Math.Min(start + LookupSize, block.Records.Length);
            var stored = Stored(block.Records[start..end]);
            for (var i = start; i < end; i++)
                Write(block, i, stored);
            _insert.Flush();
        }
    }

    public void Complete() => ClientMoves.Apply(context.Writer, _moves);

    public void Dispose() => _insert.Dispose();

    private Dictionary<string, ClientRecord> Stored(ReadOnlySpan<ClientRecord> clients)
    {
        var ids = new List<string>(clients.Length);
        foreach (var client in clients)
        {
            if (_known.TryFind(client.ClientId, out _))
                ids.Add(client.ClientId);
        }

        return ids.Count == 0 ? [] : context.Writer.Rows<ClientRecord>(StoredSql, new { ids }).ToDictionary(c => c.ClientId, StringComparer.Ordinal);
    }

    private void Write(RowBlock<ClientRecord> block, int row, Dictionary<string, ClientRecord> stored)
    {
        var client = block.Records[row];
        if (!_seen.Add(client.ClientId))
        {
            block.Reject(row, Rules.DuplicateInFile, "client_id");
        }
        else if (!stored.TryGetValue(client.ClientId, out var before))
        {
            Insert(client);
            block.Loaded++;
        }
        else if (before == client)
        {
            block.Unchanged++;
        }
        else
        {
            Update(before, client);
            block.Loaded++;
        }
    }

    private void Insert(ClientRecord client)
    {
        _insert.Set(0, client.ClientId);
        _insert.Set(1, client.Segment);
        _insert.Set(2, client.Country);
        _insert.Set(3, client.Region);
        if (client.BirthYear is { } year)
            _insert.Set(4, year);
        _insert.Set(5, client.KycStatus);
        _insert.Set(6, client.KycRiskRating);
        if (client.JoinedOn is { } joinedOn)
            _insert.Set(7, joinedOn);
        if (client.LeftOn is { } leftOn)
            _insert.Set(8, leftOn);
        _insert.Set(9, context.BatchId);
        _insert.Insert();
    }

    private void Update(ClientRecord before, ClientRecord client)
    {
        context.Writer.Execute(UpdateSql, new
        {
            client.Segment,
            client.Country,
            client.Region,
            client.BirthYear,
            client.KycStatus,
            client.KycRiskRating,
            client.JoinedOn,
            client.LeftOn,
            context.BatchId,
            client.ClientId,
        });
        var segmentMoves = !string.Equals(before.Segment, client.Segment, StringComparison.Ordinal);
        var countryMoves = !string.Equals(before.Country, client.Country, StringComparison.Ordinal);
        if (segmentMoves || countryMoves)
            _moves.Add(new ClientMove(client.ClientId, before.Segment));
    }
}
