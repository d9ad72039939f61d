namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>How a run ended.</summary>
public static class RunStatus
{
    public const string Finished = "finished";

    /// <summary>The data broke a rule: too few rows, one class only.</summary>
    public const string Refused = "refused";

    public const string Failed = "failed";

    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } = [Finished, Refused, Failed, Cancelled];
}
