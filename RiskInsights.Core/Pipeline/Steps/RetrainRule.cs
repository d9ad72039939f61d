using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>When a run trains a model anew.</summary>
internal static class RetrainRule
{
    public const string Asked = "asked";
    public const string Age = "age";
    public const string NoneYet = "none_yet";

    /// <summary>How long a version that cannot score is as good as a new one, where no limit is set.</summary>
    private const int DaysWithoutALimit = 1;

    /// <summary>The reason, or null to keep what there is.</summary>
    /// <param name="versions">All versions of the model, newest first.</param>
    /// <param name="now">What the age of the newest version is measured at: a challenger that waits for an analyst, or a candidate, is not
    /// followed by another one every night.</param>
    public static string? ReasonOf(IReadOnlyList<ModelVersion> versions, PipelineRun run, DateTimeOffset now)
    {
        // Begun again after it had trained, a run must not make one more version.
        if (versions.Count > 0 && versions[0].TrainedAt >= run.CreatedAt)
            return null;
        if (run.Options.Retrain)
            return Asked;
        if (versions.Count == 0)
            return NoneYet;
        var age = now - versions[0].TrainedAt;
        if (!versions.Any(v => v.Stage is ModelStage.Champion))
            return age >= TimeSpan.FromDays(run.Options.RetrainAfterDays ?? DaysWithoutALimit) ? NoneYet : null;
        return run.Options.RetrainAfterDays is { } days && age > TimeSpan.FromDays(days) ? Age : null;
    }
}
