using System.Globalization;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Modelling.Exploration;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary><c>/downloads/features/NAME.csv</c>: every feature of a model with what it alone tells, as it was last computed.</summary>
internal static class FeatureDownloads
{
    public static void MapFeaturesCsv(this WebApplication app) => app.MapGet("/downloads/features/{name}.csv", FeaturesAsync);

    private static async Task<IResult> FeaturesAsync(string name, FeatureExplorations explorations, CancellationToken cancellation) =>
        await explorations.FindAsync(name, cancellation) is { Content.Features: var features }
            ? Downloads.Streamed($"features_{name}.csv", (stream, _) => Task.Run(() => Write(features, stream), CancellationToken.None))
            : Results.Problem($"The features of {name} were not explored yet.", statusCode: StatusCodes.Status404NotFound);

    private static void Write(IReadOnlyList<ExploredFeature> features, Stream stream)
    {
        using var table = CsvTable.To(stream);
        table.Header(["feature", "information_value", "auc", "missing_share"]);
        foreach (var feature in features)
            table.Row([feature.Name, Number(feature.InformationValue), Number(feature.Auc), Number(feature.Missing)]);
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
