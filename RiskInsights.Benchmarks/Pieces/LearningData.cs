using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Benchmarks.Pieces;

/// <summary>Rows with a known rule, some noise and 5 % missing values, the same on every machine.</summary>
internal static class LearningData
{
    private const int Width = 30;

    public static (FeatureMatrix Features, byte[] Labels) Of(int rows)
    {
        var random = new RandomStream(1);
        var values = new float[rows * Width];
        var labels = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            double logit = -3;
            for (var j = 0; j < Width; j++)
            {
                var value = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
                if (j < 6) logit += (j % 2 == 0 ? 1 : -0.7) * value * (j < 3 ? 1 : value);
                values[(row * Width) + j] = random.Next(20) == 0 ? float.NaN : (float)value;
            }
            labels[row] = (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0);
        }
        return (new FeatureMatrix(FeatureColumn.Numeric([.. Enumerable.Range(0, Width).Select(j => $"f{j}")]), values), labels);
    }
}
