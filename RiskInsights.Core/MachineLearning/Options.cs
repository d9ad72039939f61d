using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>Refuses an option outside its range, naming the option, its value and the range.</summary>
internal static class Options
{
    public static void Between(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string option = "")
    {
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(option, value, Invariant($"{option} must be from {least} to {most}."));
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string option = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(option, value, Invariant($"{option} must be a finite number above 0."));
    }
}
