using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Core.Modelling.Explanation;

/// <summary>
/// The way from the average client's probability to one client's, one input after the other. A model adds log-odds, and an analyst
/// reads percentages: the walk goes through the log-odds in the order that is shown and takes the differences of the
/// probabilities, so that the steps add up exactly.
/// </summary>
/// <remarks>
/// A step depends on those before it: the same log-odds are worth more in the middle of the curve than at its ends. Largest effect
/// first, the order is the same for the same client, and a step has the sign of its contribution.
/// </remarks>
/// <param name="Start">Probability of the average client, 0 to 1: the model's own, not the mean of all scores.</param>
/// <param name="Steps">Largest effect first; those that are not shown alone are one step, the last.</param>
/// <param name="End">The client's probability.</param>
public sealed record ProbabilityWalk(double Start, IReadOnlyList<WalkStep> Steps, double End)
{
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

        var logit = baseLogit;
        var steps = new List<WalkStep>();
        foreach (var reason in shown)
            Add([reason]);
        if (others.Count > 0)
            Add(others);
        return new ProbabilityWalk(Probability(baseLogit), steps, Probability(logit));

        void Add(IReadOnlyList<Reason> together)
        {
            var from = logit;
            logit += together.Sum(r => r.Contribution);
            steps.Add(new WalkStep(together, Probability(from), Probability(logit)));
        }
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}

/// <param name="Reasons">One input, or all that are not shown alone.</param>
/// <param name="From">Probability before them, 0 to 1.</param>
/// <param name="To">And after.</param>
public sealed record WalkStep(IReadOnlyList<Reason> Reasons, double From, double To)
{
    /// <summary>The input, where it is one; null for all others together.</summary>
    public Reason? Reason => Reasons.Count == 1 ? Reasons[0] : null;

    /// <summary>Added to the log-odds.</summary>
    public double Contribution => Reasons.Sum(r => r.Contribution);
}
