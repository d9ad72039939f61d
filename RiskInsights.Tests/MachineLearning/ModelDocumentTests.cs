using System.Text.Json.Nodes;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Tests.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning;

/// <summary>What holds for every stored model: read back it is the same, and no damaged file is ever used.</summary>
public sealed class ModelDocumentTests
{
    private static readonly FeatureMatrix Numbers = TestData.Normals(300, 3, seed: 2, (5, 1, float.NaN), (9, 2, 40));
    private static readonly string Regression = Fit().ToJson();
    private static readonly string Forest = IsolationForestTrainer.Fit(Numbers, new() { Trees = 5, SampleSize = 32 }).ToJson();

    [Fact]
    public void Json_RegressionReadBack_ScoresBitForBit()
    {
        var (features, _) = LogisticRegressionTests.Mixed();
        var read = LogisticRegressionModel.FromJson(Regression);
        Assert.Equal(Fit().Probabilities(features), read.Probabilities(features));
        Assert.Equal(Fit().Terms, read.Terms);
        Assert.Equal(Fit().Summary, read.Summary);
        Assert.Equal(Regression, read.ToJson());
    }

    [Fact]
    public void Json_ForestReadBack_ScoresBitForBit()
    {
        var model = IsolationForestTrainer.Fit(Numbers, new() { Trees = 5, SampleSize = 32 });
        var read = IsolationForestModel.FromJson(Forest);
        Assert.Equal(model.Scores(Numbers), read.Scores(Numbers));
        Assert.Equal(model.BaseScore, read.BaseScore);
        Assert.Equal(Forest, read.ToJson());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Json_CutOrAlteredAnywhere_IsRefused(bool forest)
    {
        var json = forest ? Forest : Regression;
        for (var place = 0; place < 200; place++)
        {
            var at = (int)((long)json.Length * place / 200);
            Refused(json[..at], forest);
            var other = json[at] == '7' ? '8' : '7';
            Refused($"{json[..at]}{other}{json[(at + 1)..]}", forest);
        }
        Refused(json + " {}", forest);
        Refused("null", forest);
        Refused("[]", forest);
        Refused(forest ? Regression : Forest, forest);
    }

    /// <summary>A forger who also renews the checksum still cannot make scoring leave its arrays.</summary>
    [Theory]
    [InlineData("feature", 99)]
    [InlineData("feature", -1)]
    [InlineData("size", 0)]
    [InlineData("size", 1000)]
    [InlineData("sampleSize", 1)]
    [InlineData("sampleSize", 1000)]
    [InlineData("medians", null)]
    [InlineData("trees", null)]
    [InlineData("extra", 1)]
    public void Json_ForestWithConsistentChecksumButBrokenRules_IsRefused(string property, int? value)
    {
        var model = JsonNode.Parse(Forest)!["model"]!.AsObject();
        if (property is "feature" or "size") model["trees"]![0]![property]![0] = value;
        else if (value is null) model[property] = new JsonArray();
        else model[property] = value;
        Assert.Throws<InvalidModelException>(() => IsolationForestModel.FromJson(ModelDocument.Write("RiskInsights.IsolationForest", 1, model)));
    }

    [Theory]
    [InlineData("scale", 0)]
    [InlineData("column", "other")]
    [InlineData("kind", "missing")]
    [InlineData("extra", 1)]
    public void Json_RegressionWithConsistentChecksumButBrokenRules_IsRefused(string property, object value)
    {
        var model = JsonNode.Parse(Regression)!["model"]!.AsObject();
        model["terms"]![0]![property] = JsonValue.Create(value);
        Assert.Throws<InvalidModelException>(() => LogisticRegressionModel.FromJson(ModelDocument.Write("RiskInsights.LogisticRegression", 1, model)));
    }

    private static LogisticRegressionModel Fit()
    {
        var (features, labels) = LogisticRegressionTests.Mixed();
        return LogisticRegressionTrainer.Fit(features, labels);
    }

    private static void Refused(string json, bool forest)
    {
        if (forest) Assert.Throws<InvalidModelException>(() => IsolationForestModel.FromJson(json));
        else Assert.Throws<InvalidModelException>(() => LogisticRegressionModel.FromJson(json));
    }
}
