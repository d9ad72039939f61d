namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Mean losses of many resamples: rows of equal probability lose alike, so a resample only weighs the losses of the distinct
/// probabilities by how often their rows were drawn.
/// </summary>
internal sealed class ResampledLosses
{
    private readonly double[] _brierOfPositives;
    private readonly double[] _brierOfNegatives;
    private readonly double[] _logOfPositives;
    private readonly double[] _logOfNegatives;

    /// <param name="probabilities">The distinct ones, in the order of a <see cref="ResampledRanking"/>'s steps.</param>
    public ResampledLosses(IReadOnlyList<double> probabilities)
    {
        _brierOfPositives = [.. probabilities.Select(probability => (1 - probability) * (1 - probability))];
        _brierOfNegatives = [.. probabilities.Select(probability => probability * probability)];
        _logOfPositives = [.. probabilities.Select(probability => Metrics.LogLoss.Of([1], [probability]))];
        _logOfNegatives = [.. probabilities.Select(probability => Metrics.LogLoss.Of([0], [probability]))];
    }

    public double BrierScore(int[] positives, int[] negatives) => Mean(positives, negatives, _brierOfPositives, _brierOfNegatives);

    public double LogLoss(int[] positives, int[] negatives) => Mean(positives, negatives, _logOfPositives, _logOfNegatives);

    private static double Mean(int[] positives, int[] negatives, double[] ofPositives, double[] ofNegatives)
    {
        double sum = 0;
        long rows = 0;
        for (var step = 0; step < positives.Length; step++)
        {
            sum += (positives[step] * ofPositives[step]) + (negatives[step] * ofNegatives[step]);
            rows += positives[step] + negatives[step];
        }
        return sum / rows;
    }
}
