using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>What a threshold means for the clients of the test: refused are those whose probability reaches it.</summary>
/// <param name="Counts">Decisions against outcomes.</param>
/// <param name="MissedCost">Of accepted clients who defaulted, in the currency of the costs.</param>
/// <param name="FalseAlarmCost">Of refused clients who paid.</param>
public sealed record ThresholdDecision(ThresholdCounts Counts, decimal MissedCost, decimal FalseAlarmCost)
{
    /// <summary>A probability, 0 to 1.</summary>
    public double Threshold => Counts.Threshold;

    public decimal Cost => MissedCost + FalseAlarmCost;

    /// <summary>Precision, recall and F1 of those who paid (0) and those who defaulted (1).</summary>
    public ClassificationReport Report { get; } =
        ClassificationReport.Of(new ConfusionMatrix(Counts.TrueNegatives, Counts.FalsePositives, Counts.FalseNegatives, Counts.TruePositives));

    /// <summary>Share of the payers who are refused, 0 to 1; null where nobody paid.</summary>
    public double? FalsePositiveRate => 1 - Report.Negative.Recall;

    internal static ThresholdDecision Of(ThresholdCounts counts, DecisionCosts costs) => new(counts, costs.OfMissed(counts), costs.OfFalseAlarms(counts));
}
