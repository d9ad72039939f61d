using System.Globalization;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Tests.MachineLearning;

/// <summary>Inputs for the learning tests: seeded, or read from the real sets.</summary>
internal static class TestData
{
    /// <summary>Standard normal numbers, by Box and Muller.</summary>
    public static double Normal(ref RandomStream random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static FeatureMatrix Normals(int rows, int width, int seed, params (int Row, int Column, float Value)[] changes)
    {
        var random = new RandomStream(seed);
        var values = new float[rows * width];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Normal(ref random);
        foreach (var (row, column, value) in changes) values[(row * width) + column] = value;
        return new FeatureMatrix(Columns(width), values);
    }

    public static FeatureColumn[] Columns(int width) => FeatureColumn.Numeric([.. Enumerable.Range(1, width).Select(i => $"x{i}")]);

    /// <summary>Labels drawn from a logistic model with these coefficients and intercept.</summary>
    public static byte[] LogisticLabels(FeatureMatrix features, double[] coefficients, double intercept, int seed)
    {
        var random = new RandomStream(seed, stream: 1);
        var labels = new byte[features.Rows];
        for (var row = 0; row < labels.Length; row++)
        {
            var logit = intercept;
            for (var j = 0; j < features.Width; j++) logit += coefficients[j] * features[row, j];
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? (byte)1 : (byte)0;
        }
        return labels;
    }

    /// <summary>One of the anomaly sets: numeric columns, the last of them the label.</summary>
    public static (FeatureMatrix Features, byte[] Labels) AnomalySet(string name)
    {
        var lines = File.ReadAllLines(RealData.Path("anomaly", name + ".csv"));
        var header = lines[0].Split(',');
        var builder = new FeatureMatrixBuilder(FeatureColumn.Numeric(header[..^1]));
        var labels = new List<byte>();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            builder.Add(Array.ConvertAll(cells[..^1], cell => float.Parse(cell, CultureInfo.InvariantCulture)));
            labels.Add((byte)float.Parse(cells[^1], CultureInfo.InvariantCulture));
        }
        return (builder.Build(), [.. labels]);
    }
}
