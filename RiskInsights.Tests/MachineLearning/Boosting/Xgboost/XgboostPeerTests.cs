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
    public void Xgboost_ReadsOurFile_PredictsAndExplainsTheSame() => InFolder(folder =>
    {
        RequireSame(SmallModel.Create(), folder, 1);
        foreach (var name in StoredModel.Names) RequireSame(new StoredModel(name).Model(), folder, 2);
    });

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
    internal static void RequireSame(GradientBoostingModel model, string folder, int seed)
    {
        const int Rows = 300;
        string file = Path.Combine(folder, "model.json"), input = Path.Combine(folder, "rows"), output = Path.Combine(folder, "output");
        var width = model.Columns.Count;
        var features = RandomRows(model, Rows, seed);
        File.WriteAllText(file, XgboostFormat.Write(model));
        File.WriteAllBytes(input, MemoryMarshal.AsBytes(features.Values));
        XgboostPeer.Run("predict.py", file, input, output);

        var theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(output));
        var contributions = new TreeContributions(model);
        var ours = contributions.Of(features);
        for (var i = 0; i < Rows; i++)
        {
            var row = theirs.Slice(i * (width + 3), width + 3);
            Assert.Equal(row[0], model.Logit(features.Row(i)), 1e-6f * Math.Max(1, Math.Abs(row[0])));
            Assert.Equal(row[1], model.Probability(features.Row(i)), 1e-6);
            for (var j = 0; j < width; j++) Assert.Equal(row[2 + j], ours[(i * width) + j], 1e-4);
            Assert.Equal(row[^1], contributions.BaseLogit, 1e-4);
        }
        SameModel.Require(model, XgboostFormat.Read(File.ReadAllText(output + ".json")));
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
