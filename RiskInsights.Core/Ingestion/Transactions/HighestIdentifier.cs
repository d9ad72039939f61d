using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Transactions;

/// <summary>
/// The highest identifier of any transaction that was ever loaded: one above it is new without asking. It is kept with the
/// batch that it was true after, because a program of a former version that still runs does not keep it up to date.
/// </summary>
internal sealed class HighestIdentifier
{
    private const string Property = "highest_transaction_id";

    private const string ReadSql = """
        SELECT value FROM ops_properties WHERE name = @Property
        """;

    private const string IsOutdatedSql = """
        SELECT COUNT(*) FROM ops_batches WHERE batch_id > @batch AND batch_id < @current AND loaded_rows > 0 AND source LIKE '%trans%'
        """;

    private const string HighestSql = """
        SELECT COALESCE(MAX(transaction_id), 0) FROM fact_transactions
        """;

    private const string KeepSql = """
        INSERT INTO ops_properties (name, value) VALUES (@Property, @value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """;

    private readonly WarehouseWriter _writer;
    private readonly long _batchId;

    public HighestIdentifier(WarehouseWriter writer, long batchId)
    {
        (_writer, _batchId) = (writer, batchId);
        var kept = writer.RowOrNull<string>(ReadSql, new { Property })?.Split(" after batch ");
        var isTrue = kept is not null && writer.Row<long>(IsOutdatedSql, new { batch = Number(kept[1]), current = batchId }) == 0;
        Value = isTrue ? Number(kept![0]) : writer.Row<long>(HighestSql);
    }

    public long Value { get; set; }

    public void Keep() => Keep(_writer, Value, _batchId);

    /// <summary>Asks the facts themselves: for a warehouse that was edited.</summary>
    public static void Renew(WarehouseWriter writer) =>
        Keep(writer, writer.Row<long>(HighestSql), writer.Row<long>("SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches"));

    private static void Keep(WarehouseWriter writer, long highest, long batch) =>
        writer.Execute(KeepSql, new { Property, value = string.Create(CultureInfo.InvariantCulture, $"{highest} after batch {batch}") });

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
