namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>What each kind of decision costs on average, in any one unit (an amount of money); gains are negative.</summary>
public readonly record struct CostMatrix(double TrueNegative, double FalsePositive, double FalseNegative, double TruePositive)
{
    /// <summary>The cost of all decisions together.</summary>
    public double Total(ConfusionMatrix decisions) =>
        (TrueNegative * decisions.TrueNegatives) + (FalsePositive * decisions.FalsePositives)
        + (FalseNegative * decisions.FalseNegatives) + (TruePositive * decisions.TruePositives);

    /// <summary>
    /// The threshold with the least total cost, and that cost. It is one of the scores, or +∞ where taking nobody is
    /// cheapest; the highest of those that cost the same.
    /// </summary>
    /// <exception cref="InvalidOperationException">A cost is not finite.</exception>
    public (double Threshold, double Cost) BestThreshold(ScoreRanking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        if (!double.IsFinite(TrueNegative) || !double.IsFinite(FalsePositive) || !double.IsFinite(FalseNegative) || !double.IsFinite(TruePositive))
            throw new InvalidOperationException("Every cost must be a finite number.");
        var best = (Threshold: double.PositiveInfinity, Cost: Total(new(ranking.Negatives, 0, ranking.Positives, 0)));
        for (var step = 0; step < ranking.Steps; step++)
        {
            int found = ranking.TruePositives(step), wrong = ranking.FalsePositives(step);
            var cost = Total(new(ranking.Negatives - wrong, wrong, ranking.Positives - found, found));
            if (cost < best.Cost) best = (ranking.Threshold(step), cost);
        }
        return best;
    }
}
