using System.Globalization;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>Computes what the models see of the clients now: how many, what is unknown, and how far it has moved since the training.</summary>
internal sealed class FeaturesStep(WarehouseDatabase warehouse, PortfolioRepository portfolio, ModelVersions versions) : IPipelineStep
{
    private readonly DefaultFeatureQuery _query = new(warehouse);

    public string Name => StepNames.Features;

    public double Weight => 1;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        if (await portfolio.ExtentAsync(context.Cancellation) is not { } extent)
            return StepResult.Nothing("There are no transactions.", new FeaturesSection([]));
        context.Report("job_reading_features", 0.1);
        var asOf = AsOfDates.Newest(extent.To);
        var rows = await _query.RowsAsync(asOf, context.Cancellation);
        var champion = await versions.ChampionAsync(DefaultTraining.ModelName, context.Cancellation);
        var inputs = new ModelInputs
        {
            Model = DefaultTraining.ModelName,
            AsOf = asOf,
            Clients = rows.Count,
            Features = [.. DefaultFeatures.All.Select(f => new InputFeature(f.Name, Share(rows.Count(r => f.Raw(r, asOf) is null), rows.Count)))],
            Drift = null,
            ComparedWith = champion?.Version,
        };
        return StepResult.Done(
            string.Create(CultureInfo.InvariantCulture, $"{inputs.Model}: {inputs.Features.Count} features of {inputs.Clients} clients as of {asOf:yyyy-MM-dd}."),
            new FeaturesSection([inputs]));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
