using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Clients;

/// <summary>The keys of the loaded clients by their pseudonyms.</summary>
internal sealed class ClientIndex
{
    private const string Sql = """
        SELECT client_id, client_key FROM dim_clients
        """;

    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);

    public static ClientIndex Read(WarehouseWriter writer)
    {
        var index = new ClientIndex();
        writer.ForEachRecord(Sql, null, row => index._keys.Add(row.GetString(0), row.GetInt32(1)));
        return index;
    }

    public bool TryFind(string clientId, out int clientKey) => _keys.TryGetValue(clientId, out clientKey);
}
