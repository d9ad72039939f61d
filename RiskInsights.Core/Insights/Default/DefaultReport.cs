using System.Text.Json;
using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Insights.Default;

/// <summary>A version as a list shows it.</summary>
/// <param name="Stage"><inheritdoc cref="ModelStage" path="/summary"/></param>
/// <param name="Features">Number of inputs.</param>
/// <param name="Auc">Of its out-of-time test, 0.5 is guessing, 1 is perfect.</param>
public sealed record DefaultVersion(int Version, string Stage, string Algorithm, string TrainedBy, DateTimeOffset TrainedAt, int Features, double Auc)
{
    public bool IsChampion => string.Equals(Stage, ModelStage.Champion, StringComparison.Ordinal);

    /// <summary>A check failed: it does not score.</summary>
    public bool IsCandidate => string.Equals(Stage, ModelStage.Candidate, StringComparison.Ordinal);

    internal static DefaultVersion Of(ModelVersion version) => new(
        version.Version,
        version.Stage,
        version.Algorithm,
        version.TrainedBy,
        version.TrainedAt,
        JsonSerializer.Deserialize<string[]>(version.Features)!.Length,
        JsonSerializer.Deserialize<Dictionary<string, double>>(version.Metrics)!["auc"]);
}

/// <summary>One version with everything that its page shows.</summary>
public sealed record DefaultReport
{
    /// <summary>All versions, newest first.</summary>
    public required IReadOnlyList<DefaultVersion> Versions { get; init; }

    /// <summary>The version that is looked at.</summary>
    public required DefaultVersion Shown { get; init; }

    public required DefaultEvaluation Evaluation { get; init; }

    /// <summary>The sound version before <see cref="Shown"/>; null when it is the first.</summary>
    public DefaultVersion? Before { get; init; }

    public DefaultEvaluation? BeforeEvaluation { get; init; }

    /// <summary>The date that the scores of <see cref="Shown"/> look from; null when it does not score.</summary>
    public DateOnly? ScoredAsOf { get; init; }

    public DefaultVersion? Champion => Versions.FirstOrDefault(v => v.IsChampion);

    /// <summary>The champion before the champion.</summary>
    public DefaultVersion? Previous => Champion is { } champion ? SoundBefore(Versions, champion) : null;

    /// <summary>The newest version when a check failed in it: a training ended without a new champion.</summary>
    public DefaultVersion? Refused => RefusedOf(Versions);

    /// <summary>What gave the label away in <see cref="Refused"/>; empty without one.</summary>
    public IReadOnlyList<LeakingFeature> RefusedLeaks { get; init; } = [];

    public VersionComparison? Comparison => BeforeEvaluation is { } before ? VersionComparison.Of(before, Evaluation) : null;

    /// <summary>The version that was asked for if there is one, else the champion, else the newest.</summary>
    internal static DefaultVersion? Choose(IReadOnlyList<DefaultVersion> versions, int? wanted) =>
        versions.FirstOrDefault(v => v.Version == wanted) ?? versions.FirstOrDefault(v => v.IsChampion) ?? versions.FirstOrDefault();

    internal static DefaultVersion? RefusedOf(IReadOnlyList<DefaultVersion> versions) => versions[0].IsCandidate ? versions[0] : null;

    internal static DefaultVersion? SoundBefore(IReadOnlyList<DefaultVersion> versions, DefaultVersion shown) =>
        versions.FirstOrDefault(v => v.Version < shown.Version && !v.IsCandidate);
}
