namespace RiskInsights.Core.Insights.Default;

/// <summary>What a wrong decision costs on average, in whole units of the bank's currency, each at least 0.</summary>
/// <param name="MissedDefault">A client who was accepted and defaulted.</param>
/// <param name="RefusedClient">A client who was refused and would have paid.</param>
public sealed record DecisionCosts(decimal MissedDefault, decimal RefusedClient)
{
    /// <summary>Where an analyst starts from before the bank's own figures are entered.</summary>
    public static readonly DecisionCosts Starting = new(8400, 620);

    /// <summary>The highest that a page accepts.</summary>
    public const decimal Highest = 100_000_000;

    /// <summary>What the defaults cost that a threshold accepts.</summary>
    public decimal OfMissed(ThresholdCounts counts) => MissedDefault * counts.FalseNegatives;

    /// <summary>What the good clients cost that a threshold refuses.</summary>
    public decimal OfRefused(ThresholdCounts counts) => RefusedClient * counts.FalsePositives;

    /// <summary>Both together.</summary>
    public decimal Of(ThresholdCounts counts) => OfMissed(counts) + OfRefused(counts);
}
