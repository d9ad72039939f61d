using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>
/// How good a model is, what a threshold means and costs, what the model looks at, who is riskiest.
/// The version, the threshold and the costs live in the URL; anything unreadable there counts as absent.
/// </summary>
public sealed partial class ModelPage
{
    /// <summary>The newest ended trainings among which this model's last one is looked for.</summary>
    private const int TrainingsLookedThrough = 50;

    private int _reloads;

    /// <summary>The recipe's name.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [SupplyParameterFromQuery(Name = "version")] private string? VersionText { get; set; }

    [SupplyParameterFromQuery(Name = "threshold")] private string? ThresholdText { get; set; }

    [SupplyParameterFromQuery(Name = "missed")] private string? MissedText { get; set; }

    [SupplyParameterFromQuery(Name = "refused")] private string? RefusedText { get; set; }

    [Inject] private ModelRecipes Recipes { get; set; } = null!;

    [Inject] private ModelReports Reports { get; set; } = null!;

    [Inject] private ModelTraining Training { get; set; } = null!;

    [Inject] private JobRepository Jobs { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Whoever opens this page hears of the end of a training, wherever they are by then.</summary>
    [Inject] private TrainingNews News { get; set; } = null!;

    private ModelRecipe Recipe => Recipes[Name];

    private int? Version => int.TryParse(VersionText, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private double? Threshold =>
        double.TryParse(ThresholdText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 0 and <= 1 ? threshold : null;

    private DecisionCosts Costs =>
        new(Cost(MissedText) ?? Recipe.StartingCosts.Missed, Cost(RefusedText) ?? Recipe.StartingCosts.FalseAlarm);

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            News.Follow();
    }

    private async Task<ModelView> ReadAsync(Bank bank, CancellationToken cancellation)
    {
        var report = await Reports.ReportAsync(Recipe, Version, cancellation);
        var last = (await Jobs.NewestAsync(JobKinds.Train, TrainingsLookedThrough, cancellation)).FirstOrDefault(j => j.IsTrainingOf(Name));
        if (report is null)
        {
            // It reads the whole history and counts: not on the circuit.
            return new ModelView(bank, null, await Task.Run(() => Training.ReadinessAsync(Recipe, cancellation), cancellation), last);
        }

        return new ModelView(bank, report, null, last?.FinishedAt > report.Versions[0].TrainedAt ? last : null);
    }

    private void ChooseVersion(int version) => Go("version", version.ToString(CultureInfo.InvariantCulture), replace: false);

    private void ChooseThreshold(double threshold) => Go("threshold", threshold.ToString("0.####", CultureInfo.InvariantCulture), replace: true);

    private void ChooseCosts(DecisionCosts costs)
    {
        var url = DashboardUrls.WithParameter(Navigation.Uri, "missed", costs.Missed.ToString(CultureInfo.InvariantCulture));
        Navigation.NavigateTo(DashboardUrls.WithParameter(url, "refused", costs.FalseAlarm.ToString(CultureInfo.InvariantCulture)), replace: true);
    }

    private void Go(string name, string value, bool replace) =>
        Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, name, value), replace: replace);

    private static decimal? Cost(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) && cost <= DecisionCosts.Highest ? cost : null;
}
