namespace RiskInsights.Core.ModelRegistry;

/// <summary>A model that a training hands to the registry. It gets its version there and never changes again.</summary>
public sealed record TrainedModel
{
    public required string ModelName { get; init; }

    public required string Algorithm { get; init; }

    /// <summary>JSON.</summary>
    public required string Parameters { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required string DataFingerprint { get; init; }

    /// <summary>Name → value, for lists and comparisons.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>JSON: what the model's page draws.</summary>
    public required string Evaluation { get; init; }

    public required byte[] Artefact { get; init; }

    /// <summary>False when a check failed: the version becomes a candidate and does not score.</summary>
    public required bool IsSound { get; init; }

    public required string TrainedBy { get; init; }
}
