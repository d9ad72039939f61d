using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>The rules for scores that are calibrated.</summary>
internal static class CalibrationScores
{
    /// <summary>Larger scores would overflow where they are squared.</summary>
    private const double Largest = 1e150;

    /// <summary>Scores that all lie closer together cannot be told apart: the slope between them would overflow.</summary>
    private const double LeastRange = 1e-150;

    public static void RequireNumber(double score)
    {
        if (double.IsNaN(score)) throw new ArgumentException("The score is NaN.", nameof(score));
    }

    public static void RequireRange(ReadOnlySpan<double> scores, string argument)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(Math.Abs(scores[i]) <= Largest))
                throw new ArgumentException(Invariant($"The score {scores[i]} of row {i} is not a number from {-Largest} to {Largest}."), argument);
        }
    }

    /// <summary>Mean and standard deviation (above 0) of the scores.</summary>
    /// <exception cref="TrainingRefusedException">All are equal, or nearly so.</exception>
    /// <exception cref="ArgumentException">A score is out of range.</exception>
    public static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> scores, string argument)
    {
        RequireRange(scores, argument);
        double least = double.PositiveInfinity, most = double.NegativeInfinity, mean = 0, squares = 0;
        foreach (var score in scores)
        {
            least = Math.Min(least, score);
            most = Math.Max(most, score);
            mean += score / scores.Length;
        }
        if (most - least < LeastRange) throw new TrainingRefusedException(argument, Invariant($"All {scores.Length} scores are {least}: they order nothing."));
        foreach (var score in scores) squares += (score - mean) * (score - mean);
        return (mean, Math.Sqrt(squares / scores.Length));
    }
}
