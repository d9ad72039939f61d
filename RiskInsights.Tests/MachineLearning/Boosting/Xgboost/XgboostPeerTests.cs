using System.Runtime.InteropServices;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

/// <summary>Models to and from the XGBoost that is installed.</summary>
public sealed class XgboostPeerTests
{
    [XgboostFact]
    public void Xgboost_ReadsOurFile_PredictsAndExplainsTheSame() =>
        RequireSame([SmallModel.Create(), .. StoredModel.Names.Select(name => new StoredModel(name).Model())]);

    [XgboostFact]
    public void Xgboost_ReadsWhatWeTrained_PredictsAndExplainsTheSame()
    {
        var (features, labels) = MixedRows(4000);
        var options = new BoostingOptions { Trees = 40, MaxDepth = 5 };
        RequireSame(
            GradientBoostingTrainer.Fit(features, labels, options),
            GradientBoostingTrainer.Fit(features, labels, options with { GrowPolicy = GrowPolicy.LossGuided, MaxDepth = 0, MaxLeaves = 40, MaxCatToOneHot = 1 }),
            GradientBoostingTrainer.Fit(features, labels, options with
            {
                MaxCatToOneHot = 255,
                Subsample = 0.6,
                ColsampleByNode = 0.5,
                ScalePosWeight = 3,
                RegAlpha = 1,
                MinSplitLoss = 0.5,
                MinChildWeight = 0,
                MonotoneConstraints = new Dictionary<string, int> { ["income"] = 1 },
            }));
    }

    [XgboostFact]
    public void Xgboost_TrainsAnew_WePredictAndExplainTheSame() => InFolder(folder =>
    {
        XgboostPeer.Run("make.py", folder, "7");
        foreach (var name in StoredModel.Names)
        {
            var stored = new StoredModel(name, folder);
            stored.RequireSame(stored.Model());
        }
    });

    /// <summary>Ours to XGBoost, and what XGBoost saves of it back to ours.</summary>
    private static void RequireSame(params GradientBoostingModel[] models) => InFolder(folder =>
    {
        FeatureMatrix[] rows = [.. models.Select((model, i) => RandomRows(model, 300, seed: i))];
        for (var i = 0; i < models.Length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i}.json"), XgboostFormat.Write(models[i]));
            File.WriteAllBytes(Path.Combine(folder, $"{i}.rows"), MemoryMarshal.AsBytes(rows[i].Values));
        }
        XgboostPeer.Run("predict.py", folder, $"{models.Length}");
        for (var i = 0; i < models.Length; i++)
        {
            RequireSame(models[i], rows[i], MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, $"{i}.output"))));
            SameModel.Require(models[i], XgboostFormat.Read(File.ReadAllText(Path.Combine(folder, $"{i}.saved.json"))));
        }
    });

    private static void RequireSame(GradientBoostingModel model, FeatureMatrix features, ReadOnlySpan<float> theirs)
    {
        var width = features.Width;
        var contributions = new TreeContributions(model);
        var ours = contributions.Of(features);
        Assert.Equal(features.Rows * (width + 3), theirs.Length);
        for (var i = 0; i < features.Rows; i++)
        {
            var row = theirs.Slice(i * (width + 3), width + 3);
            Assert.Equal(row[0], model.Logit(features.Row(i)), 1e-6f * Math.Max(1, Math.Abs(row[0])));
            Assert.Equal(row[1], model.Probability(features.Row(i)), 1e-6);
            for (var j = 0; j < width; j++) Assert.Equal(row[2 + j], ours[(i * width) + j], 1e-4);
            Assert.Equal(row[^1], contributions.BaseLogit, 1e-4);
        }
    }

    /// <summary>Numbers and categories, a tenth missing; both matter.</summary>
    private static (FeatureMatrix Features, byte[] Labels) MixedRows(int rows)
    {
        FeatureColumn[] columns =
        [
            FeatureColumn.Numeric("income"),
            FeatureColumn.Categorical("region", "north", "south", "west"),
            FeatureColumn.Numeric("age"),
            FeatureColumn.Categorical("sector", [.. Enumerable.Range(0, 40).Select(i => $"sector {i}")]),
        ];
        var random = new RandomStream(11);
        var values = new float[rows * columns.Length];
        var labels = new byte[rows];
        for (var i = 0; i < rows; i++)
        {
            var row = values.AsSpan(i * columns.Length, columns.Length);
            double income = TestData.Normal(ref random), age = TestData.Normal(ref random);
            int region = random.Next(3), sector = random.Next(40);
            var logit = income + (income * age) + (region == 1 ? 1 : -0.5) + Math.Sin(sector);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? (byte)1 : (byte)0;
            new[] { (float)income, region, (float)age, sector }.CopyTo(row);
            foreach (ref var value in row) value = random.Next(10) == 0 ? float.NaN : value;
        }
        return (new FeatureMatrix(columns, values), labels);
    }

    private static FeatureMatrix RandomRows(GradientBoostingModel model, int rows, int seed)
    {
        var random = new RandomStream(seed);
        // Values at, just below and just above the thresholds, where a wrong comparison shows.
        float[][] thresholds = [.. model.Columns.Select((_, j) => model.Trees.SelectMany(tree => tree.Nodes)
            .Where(node => node.Feature == j && node.RightCategories is null).Select(node => node.Threshold).Append(0).ToArray())];
        var values = new float[rows * model.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var j = i % model.Columns.Count;
            var threshold = thresholds[j][random.Next(thresholds[j].Length)];
            values[i] = random.Next(8) == 0 ? float.NaN
                : model.Columns[j].IsCategorical ? random.Next(model.Columns[j].Categories.Count)
                : random.Next(4) switch
                {
                    0 => threshold,
                    1 => MathF.BitDecrement(threshold),
                    2 => MathF.BitIncrement(threshold),
                    _ => (float)TestData.Normal(ref random),
                };
        }
        return new FeatureMatrix(model.Columns, values);
    }

    private static void InFolder(Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("xgboost").FullName;
        try
        {
            test(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
