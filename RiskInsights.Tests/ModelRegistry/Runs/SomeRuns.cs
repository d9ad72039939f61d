using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Tests.ModelRegistry.Runs;

/// <summary>Runs for tests.</summary>
internal static class SomeRuns
{
    public static readonly DateTimeOffset Started = new(2025, 6, 30, 8, 0, 0, TimeSpan.Zero);

    public static RunCurves Curves { get; } = new()
    {
        Roc = [new(0, 0), new(0.1, 0.6), new(0.5, 0.9), new(1, 1)],
        PrecisionRecall = [new(0.1, 0.8), new(0.5, 0.5), new(1, 0.1)],
        Calibration = [new(0.01, 0.012), new(0.1, 0.09), new(0.4, 0.45)],
    };

    public static TrainingRun Default(double auc, int maxDepth = 4, string algorithm = "gradient_boosting") => new()
    {
        ModelName = "default",
        Algorithm = algorithm,
        Parameters = RunParameters.Of(new { MaxDepth = maxDepth, LearningRate = 0.1, Objective = "logistic" }),
        Metrics = new Dictionary<string, double> { ["auc"] = auc, ["brier"] = 0.05 },
        DataFingerprint = "abc123",
        StartedBy = "Ada",
        StartedAt = Started,
        Curves = Curves,
    };

    /// <summary>As it is read again.</summary>
    public static StoredRun Stored(TrainingRun run, long number = 1) => new()
    {
        Number = number,
        RunId = run.RunId,
        ModelName = run.ModelName,
        Kind = run.Kind,
        ParentRunId = run.ParentRunId,
        Status = run.Status,
        Algorithm = run.Algorithm,
        Parameters = run.Parameters,
        Metrics = run.Metrics,
        Version = run.Version,
        DataFingerprint = run.DataFingerprint,
        CodeVersion = "1.0",
        Message = run.Message,
        Curves = run.Curves,
        StartedBy = run.StartedBy,
        StartedAt = run.StartedAt,
        FinishedAt = run.StartedAt.AddSeconds(42),
    };
}
