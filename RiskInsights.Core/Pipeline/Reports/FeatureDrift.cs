namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>How far a feature has moved since the champion was trained.</summary>
/// <param name="Psi">Population stability index: 0 is no change.</param>
/// <param name="Verdict"><c>stable</c> below <see cref="Watched"/>, <c>changed</c> from <see cref="Changed"/>, <c>moving</c> between.</param>
public sealed record FeatureDrift(string Feature, double Psi, string Verdict)
{
    /// <summary>From this index a feature is moving.</summary>
    public const double Watched = 0.1;

    /// <summary>From this index a feature is not what the model was trained on.</summary>
    public const double Changed = 0.25;

    public static FeatureDrift Of(string feature, double psi) =>
        new(feature, psi, psi < Watched ? "stable" : psi < Changed ? "moving" : "changed");
}
