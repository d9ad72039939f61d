namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>The models that score clients.</summary>
public sealed record ScoreSection(IReadOnlyList<ScoredModel> Models);

/// <summary>One model: its champion, how good that is, and whom it finds riskiest.</summary>
public sealed record ScoredModel
{
    public required string Model { get; init; }

    /// <summary>The version that scored: the champion, or the one before it where that cannot be read. Null where none did, and then so is all that follows from it.</summary>
    public required ChampionVersion? Champion { get; init; }

    /// <summary>Why the model was to be trained anew (<c>asked</c>, <c>age</c>, <c>none_yet</c>); null when the champion was kept.</summary>
    public required string? RetrainedBecause { get; init; }

    /// <summary>The version that the run trained; null when it trained none. Another one than the champion when a check failed.</summary>
    public required int? TrainedVersion { get; init; }

    /// <summary>Why a training was refused, in an English sentence; null when it was not.</summary>
    public required string? TrainingRefused { get; init; }

    /// <summary>The date that the scores look from.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Clients with a score.</summary>
    public required int Clients { get; init; }

    /// <summary>Of the champion's out-of-time test, by name: <c>auc</c>, <c>gini</c>, <c>ks</c> …</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Per class at the threshold; null without a champion.</summary>
    public required ClassMetrics? Classes { get; init; }

    /// <summary>The clients with the highest probabilities, by pseudonym.</summary>
    public required IReadOnlyList<RiskiestClient> Riskiest { get; init; }
}

/// <summary>What is known of a version.</summary>
public sealed record ChampionVersion(
    int Version, string Algorithm, string CodeVersion, string DataFingerprint, string TrainedBy, DateTimeOffset TrainedAt);

/// <summary>Precision, recall and F1 of each class, all 0 to 1, null where nothing was to divide by.</summary>
/// <param name="Threshold">Probability from which a client is refused: the cheapest under the two costs.</param>
/// <param name="CostOfMissed">A client who was accepted and defaulted, in whole units of the currency.</param>
/// <param name="CostOfRefused">A client who was refused and would have paid.</param>
public sealed record ClassMetrics(double Threshold, decimal CostOfMissed, decimal CostOfRefused, IReadOnlyList<ClassFigures> PerClass);

/// <param name="Class"><c>negative</c> (did not happen) or <c>positive</c> (happened).</param>
/// <param name="Support">Rows of the test with this class.</param>
public sealed record ClassFigures(string Class, double? Precision, double? Recall, double? F1, int Support);

/// <param name="Rank">1 = riskiest.</param>
/// <param name="Client">Pseudonym.</param>
/// <param name="Reasons">Features that raise the probability most, largest first.</param>
public sealed record RiskiestClient(int Rank, string Client, string Segment, string Country, double Probability, IReadOnlyList<string> Reasons);
