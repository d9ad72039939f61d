using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>When a run trains a model anew.</summary>
internal static class RetrainRule
{
    public const string Asked = "asked";
    public const string Age = "age";
    public const string NoneYet = "none_yet";

    /// <summary>The reason, or null to keep the champion.</summary>
    /// <param name="versions">All versions of the model, newest first.</param>
    /// <param name="now">What the champion's age is measured at.</param>
    public static string? ReasonOf(IReadOnlyList<ModelVersion> versions, PipelineRun run, DateTimeOffset now)
    {
        // Begun again after it had trained, a run must not make one more version.
        if (versions.Count > 0 && versions[0].TrainedAt >= run.CreatedAt)
            return null;
        if (run.Options.Retrain)
            return Asked;
        if (versions.FirstOrDefault(v => string.Equals(v.Stage, ModelStage.Champion, StringComparison.Ordinal)) is not { } champion)
            return NoneYet;
        return run.Options.RetrainAfterDays is { } days && now - champion.TrainedAt > TimeSpan.FromDays(days) ? Age : null;
    }
}
