namespace RiskInsights.Dashboard.Jobs;

/// <summary>What a run is doing, as the one text that a job's row has for it: <c>score/job_fitting</c>.</summary>
public static class PipelineDoing
{
    public static string Of(string step, string doing) => $"{step}/{doing}";

    /// <summary>The step, and what it is doing inside of it; both empty where nothing is said yet.</summary>
    public static (string Step, string Doing) Read(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is var mark and >= 0 ? (text[..mark], text[(mark + 1)..]) : ("", text);
}
