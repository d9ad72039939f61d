using RiskInsights.Core.Pipeline;

namespace RiskInsights.Dashboard.Components.Pages.PipelinePage;

/// <summary>How states of runs and steps look: colour never alone, always with a symbol and a word.</summary>
internal static class RunLooks
{
    public static string? Tone(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "low",
        RunStatus.Failed => "high",
        RunStatus.Running => "accent",
        RunStatus.Queued => "info",
        _ => null,
    };

    public static string Icon(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "check_circle",
        RunStatus.Failed => "error",
        RunStatus.Running => "progress_activity",
        RunStatus.Queued => "schedule",
        RunStatus.Skipped => "skip_next",
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
