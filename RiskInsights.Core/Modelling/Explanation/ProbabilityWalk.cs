using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Core.Modelling.Explanation;

/// <summary>
/// The way from the average client's probability to one client's. A model adds log-odds, and an analyst reads percentages: each
/// input gets its share of the difference between the two probabilities, in proportion to what it adds to the log-odds.
/// </summary>
/// <remarks>
/// The steps add up exactly, have the sign and the order of the contributions, and do not depend on the order in which they are
/// shown; differences of probabilities along the log-odds would, because the curve is steeper in its middle. What lies between the
/// two ends is a sum of shares and no probability: with strong effects in both directions it may lie above 1.
/// </remarks>
/// <param name="Start">Probability of the average client, 0 to 1: the model's own, not the mean of all scores.</param>
/// <param name="Steps">What raises, largest first; then all that are not shown alone, as one; then what lowers, largest first.</param>
/// <param name="End">The client's probability.</param>
public sealed record ProbabilityWalk(double Start, IReadOnlyList<WalkStep> Steps, double End)
{
    /// <summary>Below, the two ends are the same point, and the share is the slope there.</summary>
    private const double SamePoint = 1e-6;

    /// <param name="baseLogit">Log-odds of the average client.</param>
    /// <param name="reasons">What each input adds, in any order.</param>
    /// <param name="alone">Most steps of one input, at least 1.</param>
    public static ProbabilityWalk Of(double baseLogit, IEnumerable<Reason> reasons, int alone)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentOutOfRangeException.ThrowIfLessThan(alone, 1);
        var sorted = reasons.OrderByDescending(r => Math.Abs(r.Contribution)).ToList();
        var shown = sorted.Take(alone).Where(r => r.Contribution != 0).ToList();
        var others = sorted.Skip(shown.Count).ToList();

        var added = sorted.Sum(r => r.Contribution);
        var (start, end) = (Probability(baseLogit), Probability(baseLogit + added));
        var share = Math.Abs(added) < SamePoint ? start * (1 - start) : (end - start) / added;

        IEnumerable<IReadOnlyList<Reason>> groups =
        [
            .. shown.Where(r => r.Contribution > 0).Select(r => new[] { r }),
            .. others.Count > 0 ? [others] : Array.Empty<IReadOnlyList<Reason>>(),
            .. shown.Where(r => r.Contribution < 0).Select(r => new[] { r }),
        ];
        var steps = new List<WalkStep>();
        var logit = 0.0;
        foreach (var group in groups)
        {
            var from = logit;
            logit += group.Sum(r => r.Contribution);
            steps.Add(new WalkStep(group, start + (share * from), start + (share * logit)));
        }

        return new ProbabilityWalk(start, steps, end);
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}

/// <param name="Reasons">One input, or all that are not shown alone.</param>
/// <param name="From">The sum before them, as a share.</param>
/// <param name="To">And after.</param>
public sealed record WalkStep(IReadOnlyList<Reason> Reasons, double From, double To)
{
    /// <summary>The input, where it is one; null for all others together.</summary>
    public Reason? Reason => Reasons.Count == 1 ? Reasons[0] : null;

    /// <summary>Added to the log-odds.</summary>
    public double Contribution => Reasons.Sum(r => r.Contribution);
}
