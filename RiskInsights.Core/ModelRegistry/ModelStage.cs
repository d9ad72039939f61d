namespace RiskInsights.Core.ModelRegistry;

/// <summary>Where a version stands. At most one version of a model is champion: the one that scores.</summary>
public static class ModelStage
{
    /// <summary>Trained, but a check failed (leakage): never scores.</summary>
    public const string Candidate = "candidate";

    /// <summary>Sound, waits beside the champion.</summary>
    public const string Challenger = "challenger";

    public const string Champion = "champion";

    public const string Archived = "archived";
}
