using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Dashboard.Components.Pages.DefaultModel;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>
/// How good the default model is, what a threshold means and costs, what the model looks at, who is riskiest.
/// The version, the threshold and the costs live in the URL; anything unreadable there counts as absent.
/// </summary>
public sealed partial class DefaultRisk
{
    [SupplyParameterFromQuery(Name = "version")] private string? VersionText { get; set; }

    [SupplyParameterFromQuery(Name = "threshold")] private string? ThresholdText { get; set; }

    [SupplyParameterFromQuery(Name = "missed")] private string? MissedText { get; set; }

    [SupplyParameterFromQuery(Name = "refused")] private string? RefusedText { get; set; }

    [Inject] private DefaultRiskRepository Repository { get; set; } = null!;

    [Inject] private DefaultTraining Training { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Whoever opens this page hears of the end of a training, wherever they are by then.</summary>
    [Inject] private TrainingNews News { get; set; } = null!;

    private int? Version => int.TryParse(VersionText, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private double? Threshold =>
        double.TryParse(ThresholdText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 0 and <= 1 ? threshold : null;

    private DecisionCosts Costs =>
        new(Cost(MissedText) ?? DecisionCosts.Starting.MissedDefault, Cost(RefusedText) ?? DecisionCosts.Starting.RefusedClient);

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            News.Follow();
    }

    private async Task<DefaultView> ReadAsync(Bank bank, CancellationToken cancellation)
    {
        var report = await Repository.ReportAsync(Version, cancellation);
        return new DefaultView(bank, report, report is null ? await Training.ReadinessAsync(cancellation) : null);
    }

    private void ChooseVersion(int version) => Go("version", version.ToString(CultureInfo.InvariantCulture), replace: false);

    private void ChooseThreshold(double threshold) => Go("threshold", threshold.ToString("0.####", CultureInfo.InvariantCulture), replace: true);

    private void ChooseCosts(DecisionCosts costs)
    {
        var url = DashboardUrls.WithParameter(Navigation.Uri, "missed", costs.MissedDefault.ToString(CultureInfo.InvariantCulture));
        Navigation.NavigateTo(DashboardUrls.WithParameter(url, "refused", costs.RefusedClient.ToString(CultureInfo.InvariantCulture)), replace: true);
    }

    private void Go(string name, string value, bool replace) =>
        Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, name, value), replace: replace);

    private static decimal? Cost(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) && cost <= DecisionCosts.Highest ? cost : null;
}
