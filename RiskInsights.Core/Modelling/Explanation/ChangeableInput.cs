using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Core.Modelling.Explanation;

/// <summary>An input that the client can change, with the values that can be tried.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Unit">What it counts (<see cref="FeatureUnit"/>).</param>
/// <param name="Today">The value that was scored.</param>
/// <param name="Low">The 5th percentile of training, or <paramref name="Today"/> where that is less; on a step.</param>
/// <param name="High">The 95th percentile of training, or <paramref name="Today"/> where that is more; on a step.</param>
/// <param name="Step">A round number, 1 at least where only whole numbers occur.</param>
public sealed record ChangeableInput(string Feature, string Unit, double Today, double Low, double High, double Step)
{
    /// <summary>Finer is no use to anybody who reads percentages.</summary>
    private const double LeastStep = 0.01;

    private const int Steps = 100;

    internal static ChangeableInput Of(Reason reason, double today, InputRange range)
    {
        double low = Math.Min(range.Low, today), high = Math.Max(range.High, today);
        var step = Math.Max(RoundBelow((high - low) / Steps), range.IsWhole ? 1 : LeastStep);
        return new ChangeableInput(reason.Feature, reason.Unit, today, OnStep(Math.Floor(low / step), step), OnStep(Math.Ceiling(high / step), step), step);
    }

    /// <summary>The value that can be tried nearest to this one.</summary>
    public double Within(double value) => Math.Clamp(value, Low, High);

    // In decimals, so that 3 steps of 0.1 are 0.3.
    private static double OnStep(double count, double step) => (double)((decimal)count * (decimal)step);

    /// <summary>1, 2 or 5 times a power of ten, at most the value.</summary>
    private static double RoundBelow(double value)
    {
        if (value <= 0)
            return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return (value / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * power;
    }
}
