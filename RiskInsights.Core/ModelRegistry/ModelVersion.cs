namespace RiskInsights.Core.ModelRegistry;

/// <summary>What is known of a trained model, without its artefact.</summary>
public sealed record ModelVersion
{
    /// <summary><c>default</c>, <c>churn</c>, <c>anomalies</c>.</summary>
    public string ModelName { get; init; } = "";

    /// <summary>1, 2, 3 … in order of training, per model.</summary>
    public int Version { get; init; }

    /// <inheritdoc cref="ModelStage"/>
    public string Stage { get; init; } = "";

    public string Algorithm { get; init; } = "";

    /// <summary>JSON: the options of the training.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>JSON: the names of the features in order.</summary>
    public string Features { get; init; } = "";

    /// <summary>SHA-256 of the training matrix and its labels.</summary>
    public string DataFingerprint { get; init; } = "";

    public string CodeVersion { get; init; } = "";

    /// <summary>JSON: name → value.</summary>
    public string Metrics { get; init; } = "";

    /// <summary>Which form the evaluation has; older programs wrote 1.</summary>
    public int EvaluationFormat { get; init; }

    public string TrainedBy { get; init; } = "";

    public DateTimeOffset TrainedAt { get; init; }
}
