using System.Globalization;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

/// <summary>A model that XGBoost trained (Stored/make.py), rows, and what XGBoost itself makes of them.</summary>
internal sealed class StoredModel
{
    public static readonly string[] Names = ["mixed", "pruned", "deep", "parallel"];

    private readonly string _name;
    private readonly string _folder;

    public StoredModel(string name, string? folder = null)
    {
        _name = name;
        _folder = folder ?? Path("");
        Json = File.ReadAllText(System.IO.Path.Combine(_folder, name + ".json"));
        var lines = Read(name + ".csv");
        var width = (lines[0].Length - 3) / 2;
        Header = lines[0][..width];
        Rows = [.. lines.Skip(1).Select(cells => Array.ConvertAll(cells[..width], Number))];
        Probability = [.. lines.Skip(1).Select(cells => Number(cells[width]))];
        Logit = [.. lines.Skip(1).Select(cells => Number(cells[width + 1]))];
        Contributions = [.. lines.Skip(1).Select(cells => Array.ConvertAll(cells[(width + 2)..], Number))];
    }

    public string Json { get; }

    public string[] Header { get; }

    public float[][] Rows { get; }

    public float[] Probability { get; }

    public float[] Logit { get; }

    /// <summary>One for each column, and the base last.</summary>
    public float[][] Contributions { get; }

    public static string Path(string file) => Repository.Path("RiskInsights.Tests", "MachineLearning", "Boosting", "Xgboost", "Stored", file);

    /// <summary>For each column: weight, gain, cover, total gain, total cover.</summary>
    public double[][] Importance() => [.. Read(_name + ".importance.csv").Skip(1).Select(cells => Array.ConvertAll(cells[1..], cell => double.Parse(cell, CultureInfo.InvariantCulture)))];

    public GradientBoostingModel Model() => XgboostFormat.Read(Json);

    /// <summary>XGBoost's own figures: probabilities to 1e-6, log-odds to its rounding, contributions to 1e-4.</summary>
    public void RequireSame(GradientBoostingModel model)
    {
        var contributions = new TreeContributions(model);
        var ours = new double[Header.Length];
        for (var i = 0; i < Rows.Length; i++)
        {
            Assert.Equal(Logit[i], model.Logit(Rows[i]), 1e-6f * Math.Max(1, Math.Abs(Logit[i])));
            Assert.Equal(Probability[i], model.Probability(Rows[i]), 1e-6);
            contributions.Of(Rows[i], ours);
            for (var j = 0; j < ours.Length; j++) Assert.Equal(Contributions[i][j], ours[j], 1e-4);
            Assert.Equal(Contributions[i][^1], contributions.BaseLogit, 1e-4);
            Assert.Equal(model.Logit(Rows[i]), contributions.BaseLogit + ours.Sum(), 1e-4);
        }
    }

    private string[][] Read(string file) => [.. File.ReadAllLines(System.IO.Path.Combine(_folder, file)).Select(line => line.Split(','))];

    private static float Number(string cell) => cell.Length == 0 ? float.NaN : float.Parse(cell, CultureInfo.InvariantCulture);
}
