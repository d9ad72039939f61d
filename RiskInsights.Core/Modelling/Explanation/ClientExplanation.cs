using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Core.Modelling.Explanation;

/// <summary>Why a client has its score, and what can be tried. All of it follows from the one row that was scored.</summary>
public sealed record ClientExplanation
{
    /// <summary>Steps that a walk shows alone.</summary>
    private const int Alone = 8;

    private const int MostCodes = 4;

    public required ScoredClient Score { get; init; }

    public required ProbabilityWalk Walk { get; init; }

    /// <summary>What the client can change and of which the value is known, largest effect first.</summary>
    public required IReadOnlyList<ChangeableInput> Changeable { get; init; }

    /// <summary>The probability from which on a decision is cheapest on the version's test, at the recipe's own costs; null where no test was kept.</summary>
    public required double? CheapestThreshold { get; init; }

    /// <summary>Names of the inputs that raise the score most, largest first: the reason codes of a letter.</summary>
    public IReadOnlyList<string> ReasonCodes => [.. Score.Reasons.Where(r => r.Contribution > 0).Take(MostCodes).Select(r => r.Feature)];

    /// <summary>Of a scorecard: the client's points, higher is safer; null for any other model.</summary>
    public int? Points => Card?.Points(Score.Row);

    private ScorecardClientModel? Card => Score.Model.Model as ScorecardClientModel;

    /// <summary>Of a scorecard: what a contribution is worth in points, negative where it raises the risk; null for any other model.</summary>
    public double? PointsOf(double contribution) => Card is { } card ? -contribution * card.Card.Scaling.Factor : null;

    /// <summary>What is usual of an input; null where the version kept nothing of it.</summary>
    public InputRange? UsualOf(string feature) => Score.Model.Profile.RangeOf(feature);

    internal static ClientExplanation Of(ScoredClient score, double? cheapestThreshold)
    {
        var reasons = score.Reasons;
        return new ClientExplanation
        {
            Score = score,
            Walk = ProbabilityWalk.Of(score.BaseLogit, reasons, Alone),
            CheapestThreshold = cheapestThreshold,
            Changeable = [.. from reason in reasons
                             where reason.Value is not null && score.Recipe.Feature(reason.Feature).Change != FeatureChange.Locked
                             let range = score.Model.Profile.RangeOf(reason.Feature)
                             where range is not null
                             select ChangeableInput.Of(reason, reason.Value!.Value, range) into input
                             where input.High > input.Low
                             select input],
        };
    }
}
