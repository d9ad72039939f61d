using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Accounts;

/// <summary>The one currency of a warehouse: that of the first account it loads. Sums over accounts mean something only so.</summary>
internal sealed class WarehouseCurrency(WarehouseWriter writer)
{
    private const string Property = "currency";

    private const string ReadSql = """
        SELECT value FROM ops_properties WHERE name = @Property
        """;

    private const string KeepSql = """
        INSERT INTO ops_properties (name, value) VALUES (@Property, @currency)
        """;

    private string? _currency = writer.RowOrNull<string>(ReadSql, new { Property });

    public bool Accepts(string currency)
    {
        if (_currency is null)
        {
            writer.Execute(KeepSql, new { Property, currency });
            _currency = currency;
        }

        return string.Equals(_currency, currency, StringComparison.Ordinal);
    }
}
