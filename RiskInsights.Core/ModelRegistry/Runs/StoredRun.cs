namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>A run as it was written down.</summary>
public sealed record StoredRun
{
    /// <summary>1, 2, 3 … over all models, in the order of their ends: #12.</summary>
    public required long Number { get; init; }

    /// <inheritdoc cref="TrainingRun.RunId"/>
    public required string RunId { get; init; }

    public required string ModelName { get; init; }

    /// <inheritdoc cref="RunKind"/>
    public required string Kind { get; init; }

    /// <inheritdoc cref="TrainingRun.ParentRunId"/>
    public string? ParentRunId { get; init; }

    /// <inheritdoc cref="RunStatus"/>
    public required string Status { get; init; }

    public required string Algorithm { get; init; }

    public required IReadOnlyDictionary<string, RunValue> Parameters { get; init; }

    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The version of the model that it gave; null where it gave none.</summary>
    public int? Version { get; init; }

    /// <inheritdoc cref="TrainingRun.DataFingerprint"/>
    public required string DataFingerprint { get; init; }

    public required string CodeVersion { get; init; }

    /// <summary>Why it did not finish.</summary>
    public string? Message { get; init; }

    /// <summary>Null in lists, and where the run drew none.</summary>
    public RunCurves? Curves { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public bool IsTrial => string.Equals(Kind, RunKind.Trial, StringComparison.Ordinal);
}
