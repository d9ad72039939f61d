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

    /// <summary>Which form <see cref="Evaluation"/> has.</summary>
    public int EvaluationFormat { get; init; } = 1;

    /// <summary>What it said of each test row, for comparisons with other versions; null where there is no such thing.</summary>
    public byte[]? TestScores { get; init; }

    /// <summary>JSON: what its inputs looked like in training; null where there is no such thing.</summary>
    public string? InputProfile { get; init; }

    public required byte[] Artefact { get; init; }

    /// <summary>False when a check failed: the version becomes a candidate and does not score.</summary>
    public required bool IsSound { get; init; }

    /// <summary>Whether a sound version replaces the champion at once. If not, only the first that can be read does; later ones are challengers until they are promoted.</summary>
    public required bool TakesOver { get; init; }

    public required string TrainedBy { get; init; }
}
