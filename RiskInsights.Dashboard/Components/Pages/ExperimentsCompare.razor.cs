using Microsoft.AspNetCore.Components;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;
using RiskInsights.Dashboard.Components.Pages.ExperimentRuns;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>
/// Runs side by side against the first that was selected: facts, metrics, parameters, curves over each other. With one run, all
/// that is known of it. The address says which, and holds the filters of the list for the way back.
/// </summary>
public sealed partial class ExperimentsCompare
{
    /// <summary>As many colours tell lines apart.</summary>
    public const int MostCompared = 8;

    [SupplyParameterFromQuery(Name = "selected")] private string? SelectedParameter { get; set; }

    [SupplyParameterFromQuery(Name = "run")] private string? RunParameter { get; set; }

    [SupplyParameterFromQuery(Name = "all")] private string? AllParameter { get; set; }

    [Inject] private TrainingRuns Runs { get; set; } = null!;

    [Inject] private RunOutbox Outbox { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The one run that was opened, or all that are selected.</summary>
    private IReadOnlyList<long> Wanted => RunViews.NumbersOf(Navigation.Uri, "run") is [var one, ..] ? [one] : RunViews.NumbersOf(Navigation.Uri, "selected");

    private IReadOnlyList<long> Shown => [.. Wanted.Take(MostCompared)];

    /// <summary>Also the parameters that are the same in all runs; with one run there are no others.</summary>
    private bool ShowsAll => Shown.Count < 2 || string.Equals(AllParameter, "yes", StringComparison.Ordinal);

    private async Task<ComparedRuns> ReadAsync(CancellationToken cancellation)
    {
        var runs = await Runs.FindAsync(Shown, cancellation);
        return new ComparedRuns(runs.Count == 0 ? null : RunComparison.Of(runs), await Outbox.StatesAsync(cancellation));
    }

    private void ShowAll(bool all) => Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, "all", all ? "yes" : null), replace: true);

    private void Remove(long number)
    {
        var left = RunViews.NumbersOf(Navigation.Uri, "selected").Where(n => n != number).ToList();
        Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, "selected", RunViews.TextOf(left)), replace: true);
    }
}
