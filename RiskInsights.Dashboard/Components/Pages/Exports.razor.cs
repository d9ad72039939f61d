using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>The tables as CSV for Power BI: how old each is, how to write them again, where they lie.</summary>
public sealed partial class Exports : IDisposable
{
    private IReadOnlyList<JobState> _open = [];
    private long _version;

    [Inject] private JobQueue Queue { get; set; } = null!;

    [Inject] private JobFactory Factory { get; set; } = null!;

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private TransferNews News { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        News.Follow();
        Queue.Changed += OnJob;
        Read();
    }

    /// <param name="table">Null for all of them.</param>
    private Task ExportAsync(string? table) => Queue.EnqueueAsync(Factory.Export(table is null ? [] : [table]), Analyst.Name);

    private void OnJob(JobState job) => _ = InvokeAsync(() =>
    {
        if (!job.IsOpen)
            _version++;
        Read();
        StateHasChanged();
    });

    private void Read() => _open = [.. Queue.Open.Where(j => string.Equals(j.Kind, JobKinds.Export, StringComparison.Ordinal))];

    public void Dispose() => Queue.Changed -= OnJob;
}
