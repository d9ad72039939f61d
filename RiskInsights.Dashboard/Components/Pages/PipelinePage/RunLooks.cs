using RiskInsights.Core.Pipeline;

namespace RiskInsights.Dashboard.Components.Pages.PipelinePage;

/// <summary>How states of runs and steps look: colour never alone, always with a symbol and a word.</summary>
internal static class RunLooks
{
    public static string? Tone(PipelineStatus status) => status switch
    {
        PipelineStatus.Succeeded => "low",
        PipelineStatus.Failed => "high",
        PipelineStatus.Running => "accent",
        PipelineStatus.Queued => "info",
        _ => null,
    };

    public static string Icon(PipelineStatus status) => status switch
    {
        PipelineStatus.Succeeded => "check_circle",
        PipelineStatus.Failed => "error",
        PipelineStatus.Running => "progress_activity",
        PipelineStatus.Queued => "schedule",
        PipelineStatus.Skipped => "skip_next",
        _ => "stop_circle",
    };

    /// <param name="status">Null: it has not begun.</param>
    public static string Icon(StepStatus? status) => status switch
    {
        StepStatus.Done => "check_circle",
        StepStatus.Nothing => "do_not_disturb_on",
        StepStatus.Failed => "error",
        StepStatus.Running => "progress_activity",
        StepStatus.Stopped => "stop_circle",
        _ => "radio_button_unchecked",
    };

    /// <summary>Class of a step's cell.</summary>
    public static string Class(StepStatus? status) => status?.ToString().ToLowerInvariant() ?? "waiting";

    /// <summary>Tone of a drift's verdict.</summary>
    public static string Tone(string verdict) => verdict switch { "stable" => "low", "moving" => "medium", _ => "high" };
}
