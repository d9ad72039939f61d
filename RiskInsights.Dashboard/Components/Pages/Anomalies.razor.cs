using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>Transactions that stand out: looked at together, explained, and decided upon.</summary>
public sealed partial class Anomalies : IDisposable
{
    private IReadOnlyDictionary<PortfolioDimension, IReadOnlyList<string>>? _codes;
    private JobStatus? _job;
    private string? _note;

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    // The page's own parameters are read from the address by ExplorerView; naming them here renders the page again when one changes.
    [SupplyParameterFromQuery(Name = "verdicts")] private string? VerdictsParameter { get; set; }

    [SupplyParameterFromQuery(Name = "contamination")] private string? ContaminationParameter { get; set; }

    [SupplyParameterFromQuery(Name = "selected")] private string? SelectedParameter { get; set; }

    [SupplyParameterFromQuery(Name = "only")] private string? OnlyParameter { get; set; }

    [Inject] private AnomalyRepository Repository { get; set; } = null!;

    [Inject] private PortfolioRepository Portfolio { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Jobs { get; set; } = null!;

    [Inject] private JobTexts JobTexts { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private IReadOnlyList<FilterOptions> Options => _codes is null
        ? []
        : [.. Enum.GetValues<Dimension>().Select(d => new FilterOptions(d, _codes[Enum.Parse<PortfolioDimension>(d.ToString())]))];

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Queue.Changed += OnJob;
        if (Queue.Find(JobKinds.Train, AnomalyDetection.ModelName) is { } running)
            _job = JobTexts.Of(running);
    }

    private async Task<LatestSearch> ReadAsync(CancellationToken cancellation)
    {
        _codes = await Portfolio.CodesAsync(cancellation);
        var search = await LatestSearch.ReadAsync(Repository, cancellation);
        _note = search.Model is null ? null : T["Explorer.ModelNote", search.Model.Version, Format.Date(DateOnly.FromDateTime(search.Model.TrainedAt.LocalDateTime))].Value;
        await InvokeAsync(StateHasChanged);
        return search;
    }

    private Task SearchAsync() => Queue.EnqueueAsync(Jobs.DetectAnomalies(), Analyst.Name);

    private void Cancel(JobStatus job) => Queue.Cancel(long.Parse(job.Id, System.Globalization.CultureInfo.InvariantCulture));

    private void OnJob(JobState job)
    {
        if (!string.Equals(job.Kind, JobKinds.Train, StringComparison.Ordinal) || !string.Equals(job.Subject, AnomalyDetection.ModelName, StringComparison.Ordinal))
            return;
        _ = InvokeAsync(() =>
        {
            _job = job.IsOpen ? JobTexts.Of(job) : null;
            if (job.Phase == JobPhase.Succeeded)
                Toasts.Show(new(ToastKind.Done, T["Explorer.Found"]));
            else if (job.Phase == JobPhase.Failed)
                Toasts.Show(new(ToastKind.Failure, T["Explorer.SearchFailed"], job.Error));
            StateHasChanged();
        });
    }

    public void Dispose() => Queue.Changed -= OnJob;
}
