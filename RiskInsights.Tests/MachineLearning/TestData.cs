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

    /// <summary>One of the credit sets; a column that holds anything but numbers is categorical, an empty cell is missing.</summary>
    public static (FeatureMatrix Features, byte[] Labels) CreditSet(string name, string label, params string[] without)
    {
        var rows = File.ReadAllLines(RealData.Path("credit", name + ".csv")).Select(Cells).ToArray();
        var header = rows[0];
        var records = rows[1..];
        var kept = Enumerable.Range(0, header.Length).Where(j => !without.Append(label).Contains(header[j], StringComparer.Ordinal)).ToArray();
        var columns = Array.ConvertAll(kept, j => records.All(row => row[j].Length == 0 || IsNumber(row[j]))
            ? FeatureColumn.Numeric(header[j])
            : FeatureColumn.Categorical(header[j], [.. records.Select(row => row[j]).Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        var builder = new FeatureMatrixBuilder(columns, records.Length);
        foreach (var row in records)
        {
            builder.Add([.. kept.Select((j, k) => row[j].Length == 0 ? float.NaN
                : columns[k].IsCategorical ? columns[k].CodeOf(row[j])
                : float.Parse(row[j], CultureInfo.InvariantCulture))]);
        }
        var labelColumn = Array.IndexOf(header, label);
        return (builder.Build(), [.. records.Select(row => byte.Parse(row[labelColumn], CultureInfo.InvariantCulture))]);
    }

    private static bool IsNumber(string cell) => float.TryParse(cell, CultureInfo.InvariantCulture, out _);

    /// <summary>The cells of a line whose quoted cells may hold commas.</summary>
    private static string[] Cells(string line)
    {
        const char Separator = '\u001f';
        var parts = line.Split('"').Select((part, i) => i % 2 == 0 ? part.Replace(',', Separator) : part);
        return string.Concat(parts).Split(Separator);
    }
}
