using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>The rules for scores that are calibrated.</summary>
internal static class CalibrationScores
{
    public static void RequireNumber(double score)
    {
        if (double.IsNaN(score)) throw new ArgumentException("The score is NaN.", nameof(score));
    }

    public static void RequireFinite(ReadOnlySpan<double> scores, string argument)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i])) throw new ArgumentException(Invariant($"The score {scores[i]} of row {i} is not a finite number."), argument);
        }
    }

    /// <summary>Mean and standard deviation (above 0) of finite scores.</summary>
    /// <exception cref="TrainingRefusedException">All are equal.</exception>
    public static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> scores, string argument)
    {
        RequireFinite(scores, argument);
        double least = double.PositiveInfinity, most = double.NegativeInfinity, mean = 0, squares = 0;
        foreach (var score in scores)
        {
            least = Math.Min(least, score);
            most = Math.Max(most, score);
            mean += score / scores.Length;
        }
        if (least == most) throw new TrainingRefusedException(argument, Invariant($"All {scores.Length} scores are {least}: they order nothing."));
        foreach (var score in scores) squares += (score - mean) * (score - mean);
        return (mean, Math.Sqrt(squares / scores.Length));
    }
}
