using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>A version as a list shows it.</summary>
/// <param name="Stage"><inheritdoc cref="ModelStage" path="/summary"/></param>
/// <param name="Features">Number of inputs.</param>
/// <param name="Auc">Of its out-of-time test, 0.5 is guessing, 1 is perfect.</param>
public sealed record ListedVersion(int Version, string Stage, string Algorithm, string TrainedBy, DateTimeOffset TrainedAt, int Features, double Auc)
{
    public bool IsChampion => string.Equals(Stage, ModelStage.Champion, StringComparison.Ordinal);

    /// <summary>A check failed: it does not score.</summary>
    public bool IsCandidate => string.Equals(Stage, ModelStage.Candidate, StringComparison.Ordinal);

    /// <summary>Sound, and never in service yet.</summary>
    public bool IsChallenger => string.Equals(Stage, ModelStage.Challenger, StringComparison.Ordinal);

    /// <summary>An older program trained it: its page has no curves, and it cannot score.</summary>
    public bool IsOutdated { get; init; }

    internal static ListedVersion Of(ModelVersion version) => new(
        version.Version,
        version.Stage,
        version.Algorithm,
        version.TrainedBy,
        version.TrainedAt,
        JsonSerializer.Deserialize<string[]>(version.Features)!.Length,
        JsonSerializer.Deserialize<Dictionary<string, double>>(version.Metrics)!.GetValueOrDefault("auc", double.NaN))
    {
        IsOutdated = version.EvaluationFormat != ModelEvaluation.Format,
    };
}

/// <summary>One version with everything that its page shows.</summary>
public sealed record ModelReport
{
    public required ModelRecipe Recipe { get; init; }

    /// <summary>All versions that this program can show, newest first.</summary>
    public required IReadOnlyList<ListedVersion> Versions { get; init; }

    /// <summary>The version that is looked at.</summary>
    public required ListedVersion Shown { get; init; }

    public required ModelEvaluation Evaluation { get; init; }

    /// <summary>Options of its training, by name.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What <see cref="Shown"/> is compared with: the champion, or for the champion the sound version before it; null without one.</summary>
    public ListedVersion? Before { get; init; }

    public ModelEvaluation? BeforeEvaluation { get; init; }

    /// <summary><see cref="Shown"/> against <see cref="Before"/> on the rows that both were tested on; null where they share none.</summary>
    public PairedAuc? Paired { get; init; }

    /// <summary>The date that the scores of <see cref="Shown"/> look from; null when it does not score.</summary>
    public DateOnly? ScoredAsOf { get; init; }

    /// <summary>The largest drift of an input between training and the newest scores; null before any.</summary>
    public double? LargestDrift { get; init; }

    /// <summary>Who put which version into service, newest first.</summary>
    public IReadOnlyList<Promotion> Promotions { get; init; } = [];

    /// <summary>Null where no version is in service, and where the one that is cannot be shown (<see cref="ChampionVersion"/>).</summary>
    public ListedVersion? Champion => Versions.FirstOrDefault(v => v.IsChampion);

    /// <summary>The champion in the registry, also where an older program trained it: what a promotion names as seen. Null without one.</summary>
    public int? ChampionVersion
    {
        get => field ?? Champion?.Version;
        init;
    }

    /// <summary>The sound version before the champion.</summary>
    public ListedVersion? Previous => Champion is { } champion ? SoundBefore(Versions, champion) : null;

    /// <summary>The newest version when a check failed in it: a training ended without a version that can score.</summary>
    public ListedVersion? Refused => RefusedOf(Versions);

    /// <summary>What gave the label away in <see cref="Refused"/>; empty without one.</summary>
    public IReadOnlyList<LeakingFeature> RefusedLeaks { get; init; } = [];

    public VersionComparison? Comparison => BeforeEvaluation is { } before ? VersionComparison.Of(before, Evaluation) : null;

    /// <summary>The version that was asked for if there is one, else the champion, else the newest.</summary>
    internal static ListedVersion? Choose(IReadOnlyList<ListedVersion> versions, int? wanted) =>
        versions.FirstOrDefault(v => v.Version == wanted) ?? versions.FirstOrDefault(v => v.IsChampion) ?? versions.FirstOrDefault();

    internal static ListedVersion? RefusedOf(IReadOnlyList<ListedVersion> versions) => versions[0].IsCandidate ? versions[0] : null;

    internal static ListedVersion? SoundBefore(IReadOnlyList<ListedVersion> versions, ListedVersion shown) =>
        versions.FirstOrDefault(v => v.Version < shown.Version && !v.IsCandidate);

    /// <summary>What a version is measured against.</summary>
    internal static ListedVersion? Rival(IReadOnlyList<ListedVersion> versions, ListedVersion shown) =>
        versions.FirstOrDefault(v => v.IsChampion && v != shown) ?? SoundBefore(versions, shown);
}
