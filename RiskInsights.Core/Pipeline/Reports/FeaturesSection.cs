namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>The inputs of the models as they are now.</summary>
public sealed record FeaturesSection(IReadOnlyList<ModelInputs> Models);

/// <summary>The inputs of one model, as of the newest date that can be scored.</summary>
public sealed record ModelInputs
{
    public required string Model { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>Clients that the model looks at on that date.</summary>
    public required int Clients { get; init; }

    public required IReadOnlyList<InputFeature> Features { get; init; }

    /// <summary>Today's inputs against those that the champion was trained on, most changed first; null where the champion keeps no profile of its inputs.</summary>
    public required IReadOnlyList<FeatureDrift>? Drift { get; init; }

    /// <summary>The champion that <see cref="Drift"/> compares with; null without one.</summary>
    public required int? ComparedWith { get; init; }
}

/// <param name="MissingShare">Clients whose value is unknown, 0 to 1.</param>
public sealed record InputFeature(string Feature, double MissingShare);
