using System.Text.Json;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Ingestion;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// Tells an analyst, on whatever page, how an import or an export ended. It lives as long as the analyst's session and
/// begins when the page of imports or of exports was opened.
/// </summary>
public sealed class TransferNews(JobQueue queue, Toasts toasts, IStringLocalizer<Texts> texts, Formats format) : IDisposable
{
    private bool _follows;

    /// <summary>Begins to listen; a second call changes nothing.</summary>
    public void Follow()
    {
        if (_follows)
            return;
        _follows = true;
        queue.Changed += OnJob;
    }

    public void Dispose() => queue.Changed -= OnJob;

    /// <summary>What became of each file of an import; empty while it is open, and for any other job.</summary>
    public static IReadOnlyList<ImportOutcome> OutcomesOf(JobState job) =>
        job is { Kind: JobKinds.Import, Result: { } result } ? JsonSerializer.Deserialize<IReadOnlyList<ImportOutcome>>(result)! : [];

    private void OnJob(JobState job)
    {
        if (!job.IsOpen && job.Kind is (JobKinds.Import or JobKinds.Export))
            toasts.Show(Of(job));
    }

    private Toast Of(JobState job) => (job.Phase, job.Kind) switch
    {
        (JobPhase.Cancelled, JobKinds.Import) => new(ToastKind.Notice, texts["Import.Cancelled"], texts["Import.CancelledDetail"]),
        (JobPhase.Cancelled, _) => new(ToastKind.Notice, texts["Export.Cancelled"], texts["Export.CancelledDetail"]),
        (JobPhase.Failed, JobKinds.Import) => new(ToastKind.Failure, texts["Import.Failed"], job.Error, texts["Import.Look"], DashboardUrls.Data()),
        (JobPhase.Failed, _) => new(ToastKind.Failure, texts["Export.Failed"], job.Error),
        (_, JobKinds.Import) => Imported(OutcomesOf(job)),
        _ => Exported(job),
    };

    private Toast Imported(IReadOnlyList<ImportOutcome> outcomes)
    {
        var refused = outcomes.Where(o => o.Report is null).ToList();
        var reports = outcomes.Select(o => o.Report).OfType<BatchReport>().ToList();
        var counts = texts["Import.Counts", format.Number(reports.Sum(r => r.Loaded)), format.Number(reports.Sum(r => r.Unchanged)), format.Number(reports.Sum(r => r.Quarantined))];
        var url = reports.Count == 1 ? DashboardUrls.Batch(reports[0].BatchId) : DashboardUrls.Data();
        return refused.Count > 0
            ? new(ToastKind.Failure, texts["Import.SomeRefused", refused.Count, outcomes.Count], refused[0].Refusal, texts["Import.Look"], url)
            : new(ToastKind.Done, texts["Import.Done", outcomes.Count == 1 ? outcomes[0].FileName : texts["Import.Files", outcomes.Count]], counts, texts["Import.Look"], url);
    }

    private Toast Exported(JobState job)
    {
        var written = JsonSerializer.Deserialize<Written>(job.Result ?? "{}", JsonSerializerOptions.Web);
        return new(ToastKind.Done, texts["Export.Done"], texts["Export.DoneDetail", format.Number(written?.Files), format.Number(written?.Rows)]);
    }

    private sealed record Written(long Files, long Rows);
}
