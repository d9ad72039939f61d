namespace RiskInsights.Core.Modelling.Training;

/// <summary>What somebody asks to be trained. Stored with the job as JSON, so that any program can run it.</summary>
public sealed record TrainingRequest
{
    /// <summary>An algorithm of the recipe; null for its first.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Options by name; those that are not named have their defaults.</summary>
    public IReadOnlyDictionary<string, double>? Parameters { get; init; }

    /// <summary>Of all that is drawn: the same seed on the same data gives the same model bit for bit.</summary>
    public int Seed { get; init; }
}
