namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>Every threshold with its cost, the chosen one and the cheapest.</summary>
/// <param name="Steps">One for each of <see cref="ModelEvaluation.Thresholds"/>, lowest first.</param>
/// <param name="Chosen">The step that is nearest to what was asked for; the cheapest when nothing was.</param>
/// <param name="Cheapest">The step with the least cost; the highest of those that cost the same, because it refuses fewer.</param>
public sealed record ThresholdChoice(IReadOnlyList<ThresholdDecision> Steps, ThresholdDecision Chosen, ThresholdDecision Cheapest)
{
    /// <summary>What the chosen threshold costs more than the cheapest, at least 0.</summary>
    public decimal Extra => Chosen.Cost - Cheapest.Cost;

    public bool IsCheapest => Extra == 0;

    /// <summary>Distance of two steps.</summary>
    public double Step => Steps.Count > 1 ? Steps[1].Threshold - Steps[0].Threshold : 0;

    /// <param name="wanted">A probability; null to take the cheapest.</param>
    /// <exception cref="ArgumentException">A cost is negative or there are no thresholds.</exception>
    public static ThresholdChoice Of(ModelEvaluation evaluation, DecisionCosts costs, double? wanted)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.Missed < 0 || costs.FalseAlarm < 0)
            throw new ArgumentException("A cost must be at least 0.", nameof(costs));
        if (evaluation.Thresholds.Count == 0)
            throw new ArgumentException("The evaluation has no thresholds.", nameof(evaluation));
        IReadOnlyList<ThresholdDecision> steps = [.. evaluation.Thresholds.Select(t => ThresholdDecision.Of(t, costs))];
        var cheapest = steps.Aggregate((best, step) => step.Cost <= best.Cost ? step : best);
        var chosen = wanted is { } value && double.IsFinite(value) ? steps.MinBy(s => Math.Abs(s.Threshold - value))! : cheapest;
        return new ThresholdChoice(steps, chosen, cheapest);
    }
}
