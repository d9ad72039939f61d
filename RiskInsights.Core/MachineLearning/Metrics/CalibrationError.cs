namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// How far observed rates are from the probabilities, over bins of equal numbers of rows (Naeini, Cooper and Hauskrecht, "Obtaining
/// well calibrated probabilities using Bayesian binning", 2015). Chance alone gives about √(p·(1 − p)/rows of a bin) in each bin.
/// </summary>
/// <param name="Expected">Mean over the rows of |observed rate − mean probability| of their bin. In [0, 1]; 0 is calibrated.</param>
/// <param name="Maximum">The largest of these differences. In [0, 1], not below <paramref name="Expected"/>; 0 is calibrated.</param>
public readonly record struct CalibrationError(double Expected, double Maximum)
{
    /// <inheritdoc cref="CalibrationBins.Of"/>
    public static CalibrationError Of(ReadOnlySpan<byte> labels, ReadOnlySpan<double> probabilities, int bins = 10) =>
        Of(CalibrationBins.Of(labels, probabilities, bins));

    /// <summary>Of bins that are known already.</summary>
    /// <exception cref="ArgumentException">There are no bins.</exception>
    public static CalibrationError Of(IReadOnlyList<CalibrationBin> bins) =>
        new(CalibrationBins.ExpectedError(bins), bins.Max(bin => Math.Abs(bin.ObservedRate - bin.MeanProbability)));
}
