using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>The highest identifier of any transaction that was ever loaded: one above it is new without asking.</summary>
internal sealed class HighestIdentifier(WarehouseWriter writer)
{
    private const string Property = "highest_transaction_id";

    private const string ReadSql = """
        SELECT value FROM ops_properties WHERE name = @Property
        """;

    private const string KeepSql = """
        INSERT INTO ops_properties (name, value) VALUES (@Property, @value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """;

    public long Value { get; set; } =
        writer.RowOrNull<string>(ReadSql, new { Property }) is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : 0;

    public void Keep()
    {
        if (Value > 0)
            writer.Execute(KeepSql, new { Property, value = Value.ToString(CultureInfo.InvariantCulture) });
    }
}
