namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>What a wrong decision costs on average, in whole units of the bank's currency, each at least 0.</summary>
/// <param name="Missed">A client below the threshold who came to label 1: defaulted, left.</param>
/// <param name="FalseAlarm">A client at or above it who did not: refused and would have paid, courted and would have stayed.</param>
public sealed record DecisionCosts(decimal Missed, decimal FalseAlarm)
{
    /// <summary>The highest that a page accepts.</summary>
    public const decimal Highest = 100_000_000;

    /// <summary>What the positives cost that a threshold misses.</summary>
    public decimal OfMissed(ThresholdCounts counts) => Missed * counts.FalseNegatives;

    /// <summary>What the others cost that a threshold takes.</summary>
    public decimal OfFalseAlarms(ThresholdCounts counts) => FalseAlarm * counts.FalsePositives;

    /// <summary>Both together.</summary>
    public decimal Of(ThresholdCounts counts) => OfMissed(counts) + OfFalseAlarms(counts);
}
