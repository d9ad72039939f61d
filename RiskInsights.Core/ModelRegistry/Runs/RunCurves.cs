using System.Text.Json;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>What a run's test draws, to be laid over those of other runs. A curve that does not apply is empty.</summary>
public sealed record RunCurves
{
    /// <summary>False positive rate → true positive rate, from (0, 0) to (1, 1).</summary>
    public IReadOnlyList<RunPoint> Roc { get; init; } = [];

    /// <summary>Recall → precision.</summary>
    public IReadOnlyList<RunPoint> PrecisionRecall { get; init; } = [];

    /// <summary>Mean predicted probability → observed share, in groups, lowest first.</summary>
    public IReadOnlyList<RunPoint> Calibration { get; init; } = [];

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    internal static RunCurves? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<RunCurves>(json, JsonSerializerOptions.Web);
}

/// <summary>A point of a curve; both coordinates are shares, 0 to 1.</summary>
public sealed record RunPoint(double X, double Y);
