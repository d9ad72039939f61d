namespace RiskInsights.Core.Exports;

/// <summary>One row a client; the identifier is a pseudonym.</summary>
internal sealed class DimClientsExport : IExport
{
    public string Name => "dim_clients";

    public string Sql => """
        SELECT client_key, client_id, segment, country, region, birth_year, kyc_status, kyc_risk_rating, joined_on,
               left_on
        FROM dim_clients
        ORDER BY client_key
        """;
}
