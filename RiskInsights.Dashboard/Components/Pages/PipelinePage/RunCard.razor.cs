using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.PipelinePage;

/// <summary>One run, and the buttons that start or go on with one.</summary>
public sealed partial class RunCard
{
    private StepWords _words = null!;

    [Parameter, EditorRequired] public RunView View { get; set; } = null!;

    /// <summary>The open job of whichever run; null while none is open.</summary>
    [Parameter] public JobState? Job { get; set; }

    /// <summary>A run is wanted; true to train the models anew.</summary>
    [Parameter] public EventCallback<bool> OnRun { get; set; }

    /// <summary>A run is to go on.</summary>
    [Parameter] public EventCallback<long> OnRetry { get; set; }

    /// <summary>A job is to stop.</summary>
    [Parameter] public EventCallback<long> OnCancel { get; set; }

    [Inject] private JobTexts Jobs { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string Title => View.Run is { } run ? T["Pipeline.Run", Format.Number(run.RunId)] : T["Page.Pipeline"];

    private string? Subtitle => View.Run is { } run
        ? T["Pipeline.Asked." + run.Trigger, run.StartedBy, Format.DateAndTime((run.FireAt ?? run.CreatedAt).LocalDateTime)].Value
        : null;

    private string? Busy => Job is null ? null : T["Pipeline.Busy", Job.StartedBy].Value;

    protected override void OnInitialized() => _words = new StepWords(T, Format);

    private string Duration(StepRun? step) => step switch
    {
        null or { Status: StepStatus.Stopped } => "",
        { FinishedAt: { } finished } => Format.Duration(finished - step.StartedAt),
        _ => Format.Duration(Time.GetUtcNow() - step.StartedAt),
    };

    /// <summary>What is still to be trusted after a failure.</summary>
    private string Standing(PipelineRun run)
    {
        var done = View.Steps.Where(s => s.Newest is { EndedWell: true }).Select(s => T["Pipeline.Step." + s.Step].Value).ToList();
        if (View.FirstOpen is not { } step || View.Steps.All(s => s.Newest is null))
            return run.Error ?? "";
        var kept = done.Count == 0 ? T["Pipeline.NothingDone"] : T["Pipeline.StandsDone", string.Join(", ", done)];
        return $"{kept} {T["Pipeline.StandsBefore", T["Pipeline.Step." + step]]}";
    }
}
