using System.Globalization;
using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Exports;

/// <summary>
/// What the champion's newest scores were made of, one row a client and one column a feature, by name: the table that a
/// scorecard as SQL reads, and what XGBoost is given beside a model's JSON. The numbers are the 32-bit ones that were scored, with
/// as many digits as bring them back; unknown is empty.
/// </summary>
internal sealed class InputsExport(ModelRecipe recipe) : IExport
{
    private static readonly string[] Whose = ["client_id", "as_of", "model_version"];

    public string Name => recipe.InputsTable;

    // Rows that a program before this one scored have no inputs.
    public string Sql => """
        SELECT c.client_id, s.inputs
        FROM ml_scores s
        JOIN dim_clients c ON c.client_key = s.client_key
        WHERE s.model_name = @modelName AND s.version = @version AND s.as_of_date_key = @asOf AND s.inputs IS NOT NULL
        ORDER BY s.client_key
        """;

    private const string NewestSql = """
        SELECT s.version, v.features, MAX(s.as_of_date_key) AS as_of_date_key
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version
        WHERE s.model_name = @modelName AND v.stage = 'champion'
        GROUP BY s.version, v.features
        """;

    public async Task WriteAsync(WarehouseDatabase warehouse, CsvTable table, CancellationToken cancellation)
    {
        table.Header([.. Whose, .. recipe.Features.Select(f => f.Name)]);
        var modelName = recipe.Name;
        if (await warehouse.RowOrNullAsync<Scoring>(NewestSql, new { modelName }, cancellation) is not { } newest)
            return;
        var layout = new StoredInputs(recipe, JsonSerializer.Deserialize<string[]>(newest.Features)!);
        var asOf = TimeDimension.DateOf(newest.AsOfDateKey).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var version = newest.Version.ToString(CultureInfo.InvariantCulture);
        await warehouse.ForEachRecordAsync(
            Sql,
            new { modelName, version = newest.Version, asOf = newest.AsOfDateKey },
            row => table.Row([row.GetString(0), asOf, version], layout.RowOf(row.GetFieldValue<byte[]>(1))),
            cancellation);
    }

    private sealed record Scoring
    {
        public int Version { get; init; }

        public string Features { get; init; } = "";

        public int AsOfDateKey { get; init; }
    }
}
