using System.Security.Cryptography;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>A training or a trial as it hands itself over at its end; see <see cref="TrainingRuns"/>.</summary>
public sealed record TrainingRun
{
    /// <summary>32 hexadecimal digits, unlike those of any other run. A search takes its own before it begins and gives it to its trials.</summary>
    public string RunId { get; init; } = NewId();

    /// <summary>The model, which is also the experiment.</summary>
    public required string ModelName { get; init; }

    /// <inheritdoc cref="RunKind"/>
    public string Kind { get; init; } = RunKind.Training;

    /// <summary>The <see cref="RunId"/> of the search that a trial belongs to.</summary>
    public string? ParentRunId { get; init; }

    /// <inheritdoc cref="RunStatus"/>
    public string Status { get; init; } = RunStatus.Finished;

    public required string Algorithm { get; init; }

    /// <summary>See <see cref="RunParameters.Of"/>.</summary>
    public IReadOnlyDictionary<string, RunValue> Parameters { get; init; } = new Dictionary<string, RunValue>(StringComparer.Ordinal);

    /// <summary>Name → value; what could not be computed is NaN.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The version of the model that it gave; null where it gave none.</summary>
    public int? Version { get; init; }

    /// <summary>SHA-256 of the training matrix and its labels: runs with the same one can be compared. Empty where it did not get so far.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>Why it did not finish, in words.</summary>
    public string? Message { get; init; }

    public RunCurves? Curves { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
