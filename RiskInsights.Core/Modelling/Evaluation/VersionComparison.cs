namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>A measure of a version beside the same of the version before it.</summary>
/// <param name="Name"><c>auc</c>, <c>average_precision</c>, <c>ks</c>, <c>gini</c>, <c>brier</c>, <c>log_loss</c>.</param>
public sealed record MeasureChange(string Name, double Before, double Now)
{
    public double Difference => Now - Before;

    /// <summary>False where 0 is perfect.</summary>
    public bool HigherIsBetter => Name is not ("brier" or "log_loss");

    /// <summary>Whether the version is better by this measure; a difference under a thousandth of the value counts as none.</summary>
    public MeasureOutcome Outcome =>
        Math.Abs(Difference) <= 0.001 * Math.Abs(Before) ? MeasureOutcome.Same
        : Difference > 0 == HigherIsBetter ? MeasureOutcome.Better : MeasureOutcome.Worse;

    /// <summary>Where the former value stands on a line from 0 to 1 whose middle lies between both and whose length is a tenth of their mean.</summary>
    public double BeforePlace => Place(Before);

    public double NowPlace => Place(Now);

    private double Place(double value)
    {
        var middle = (Before + Now) / 2;
        return middle == 0 ? 0.5 : Math.Clamp(0.5 + ((value - middle) / (0.1 * Math.Abs(middle))), 0, 1);
    }
}

/// <summary>A version against the one before it.</summary>
/// <param name="IsSameTest">Both were tested on the same dates and clients; if not, part of a difference comes from the test.</param>
public sealed record VersionComparison(IReadOnlyList<MeasureChange> Measures, bool IsSameTest)
{
    public static VersionComparison Of(ModelEvaluation before, ModelEvaluation now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return new VersionComparison(
            [
                new("auc", before.Auc.Value, now.Auc.Value),
                new("average_precision", before.AveragePrecision.Value, now.AveragePrecision.Value),
                new("ks", before.Ks.Value, now.Ks.Value),
                new("gini", before.Gini.Value, now.Gini.Value),
                new("brier", before.Brier.Value, now.Brier.Value),
                new("log_loss", before.LogLoss.Value, now.LogLoss.Value),
            ],
            before.TestDates.SequenceEqual(now.TestDates) && before.TestRows == now.TestRows && before.TestPositives == now.TestPositives);
    }
}

public enum MeasureOutcome
{
    Same,
    Better,
    Worse,
}
