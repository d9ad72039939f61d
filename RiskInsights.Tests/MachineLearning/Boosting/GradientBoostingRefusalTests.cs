using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

public sealed class GradientBoostingRefusalTests
{
    private static readonly FeatureMatrix Features = TestData.Normals(50, 2, seed: 1);
    private static readonly byte[] Mixed = [.. Enumerable.Range(0, 50).Select(i => (byte)(i % 2))];

    [Fact]
    public void Fit_OptionOutOfRange_NamesTheOption()
    {
        Check(nameof(BoostingOptions.Trees), new() { Trees = 0 });
        Check(nameof(BoostingOptions.LearningRate), new() { LearningRate = 0 });
        Check(nameof(BoostingOptions.LearningRate), new() { LearningRate = double.NaN });
        Check(nameof(BoostingOptions.GrowPolicy), new() { GrowPolicy = (GrowPolicy)7 });
        Check(nameof(BoostingOptions.MaxDepth), new() { MaxDepth = 17 });
        Check(nameof(BoostingOptions.MaxLeaves), new() { MaxLeaves = 1 });
        Check(nameof(BoostingOptions.RegLambda), new() { RegLambda = -1 });
        Check(nameof(BoostingOptions.RegAlpha), new() { RegAlpha = double.PositiveInfinity });
        Check(nameof(BoostingOptions.MinSplitLoss), new() { MinSplitLoss = -1 });
        Check(nameof(BoostingOptions.MinChildWeight), new() { MinChildWeight = -1 });
        Check(nameof(BoostingOptions.Subsample), new() { Subsample = 0 });
        Check(nameof(BoostingOptions.ColsampleByTree), new() { ColsampleByTree = 1.1 });
        Check(nameof(BoostingOptions.ColsampleByNode), new() { ColsampleByNode = 0 });
        Check(nameof(BoostingOptions.ScalePosWeight), new() { ScalePosWeight = 0 });
        Check(nameof(BoostingOptions.MaxBins), new() { MaxBins = 256 });
        Check(nameof(BoostingOptions.MaxCatToOneHot), new() { MaxCatToOneHot = 0 });
        Check(nameof(BoostingOptions.EarlyStoppingRounds), new() { EarlyStoppingRounds = -1 });
        Check(nameof(BoostingOptions.BaseScore), new() { BaseScore = 1 });
        Check(nameof(BoostingOptions.Threads), new() { Threads = 0 });

        static void Check(string option, BoostingOptions options) => Assert.Equal(option,
            Assert.Throws<ArgumentOutOfRangeException>(() => GradientBoostingTrainer.Fit(Features, Mixed, options)).ParamName);
    }

    [Fact]
    public void Fit_NoLimitToATree_IsRefused() => Refused("MaxDepth 0 (no limit) needs MaxLeaves", Features, Mixed, new() { MaxDepth = 0 });

    [Fact]
    public void Fit_LabelsOfAnotherLength_AreRefused() => Refused("49 labels for 50 rows", Features, Mixed[1..]);

    [Fact]
    public void Fit_LabelThatIsNeither_IsRefusedWithItsRow()
    {
        byte[] labels = [.. Mixed];
        labels[13] = 2;
        Refused("Label 2 of row 13", Features, labels);
    }

    [Fact]
    public void Fit_OneClass_IsRefused() => Refused("0 of 50 rows have the label 1", Features, new byte[50]);

    [Fact]
    public void Fit_NoRows_IsRefused() => Refused("0 of 0 rows", new FeatureMatrix(TestData.Columns(2), []), []);

    [Theory]
    [InlineData(1f, "'x2' has the same value")]
    [InlineData(float.NaN, "'x2' has no value")]
    public void Fit_UselessColumn_IsRefusedByName(float value, string reason) => Refused(reason, WithSecondColumn(value), Mixed);

    [Fact]
    public void Fit_ConstantColumnAllowed_NeverSplitsOnIt()
    {
        var model = GradientBoostingTrainer.Fit(WithSecondColumn(1), Mixed, new() { AllowConstantColumns = true, MinChildWeight = 0 });
        Assert.All(model.Trees.SelectMany(tree => tree.Nodes), node => Assert.NotEqual(1, node.Feature));
    }

    [Fact]
    public void Fit_MoreCategoriesThanBins_IsRefusedByName()
    {
        var column = FeatureColumn.Categorical("branch", [.. Enumerable.Range(0, 20).Select(i => $"b{i}")]);
        var features = new FeatureMatrix([column], [.. Enumerable.Range(0, 50).Select(i => (float)(i % 20))]);
        Refused("'branch' has 20 categories; the most is MaxBins, 19", features, Mixed, new() { MaxBins = 19 });
        GradientBoostingTrainer.Fit(features, Mixed, new() { MaxBins = 20, Trees = 1 });
    }

    [Fact]
    public void Fit_MonotoneColumnUnknownCategoricalOrWithoutDirection_IsRefusedByName()
    {
        Refused("there is no column 'x9'", Features, Mixed, Direction("x9", 1));
        Refused("column 'x1' has 2", Features, Mixed, Direction("x1", 2));
        var features = new FeatureMatrix([FeatureColumn.Categorical("kind", "a", "b")], [.. Enumerable.Range(0, 50).Select(i => (float)(i % 2))]);
        Refused("'kind' is categorical", features, Mixed, Direction("kind", 1));

        static BoostingOptions Direction(string column, int direction) =>
            new() { MonotoneConstraints = new Dictionary<string, int>(StringComparer.Ordinal) { [column] = direction } };
    }

    [Fact]
    public void Fit_ValidationRowsThatDoNotFit_AreRefused()
    {
        Assert.Contains("EarlyStoppingRounds needs validation rows", Message(new() { EarlyStoppingRounds = 5 }, null), StringComparison.Ordinal);
        Assert.Contains("3 columns; the model was trained on 2", Message(new(), new(TestData.Normals(50, 3, seed: 1), Mixed)), StringComparison.Ordinal);
        Assert.Contains("49 labels for 50 rows", Message(new(), new(Features, Mixed[1..])), StringComparison.Ordinal);
        Assert.Contains("no validation rows", Message(new(), new(Features.SelectRows([]), [])), StringComparison.Ordinal);

        static string Message(BoostingOptions options, ValidationRows? validation)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(() => GradientBoostingTrainer.Fit(Features, Mixed, options, validation));
            Assert.Equal("validation", exception.ParamName);
            return exception.Message;
        }
    }

    [Fact]
    public void Logit_BadRow_IsRefusedByColumn()
    {
        var model = GradientBoostingTrainer.Fit(Features, Mixed, new() { Trees = 1 });
        Assert.Contains("3 values; the model has 2 columns", Assert.Throws<ArgumentException>(() => model.Logit([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'x2'", Assert.Throws<ArgumentException>(() => model.Logit([1, float.PositiveInfinity])).Message, StringComparison.Ordinal);
        Assert.Contains("3 columns; the model was trained on 2", Assert.Throws<ArgumentException>(() => model.Probabilities(TestData.Normals(5, 3, seed: 1))).Message, StringComparison.Ordinal);
    }

    private static FeatureMatrix WithSecondColumn(float value) => TestData.Normals(50, 2, seed: 1, [.. Enumerable.Range(0, 50).Select(row => (row, 1, value))]);

    private static void Refused(string reason, FeatureMatrix features, byte[] labels, BoostingOptions? options = null) => Assert.Contains(reason,
        Assert.ThrowsAny<ArgumentException>(() => GradientBoostingTrainer.Fit(features, labels, options)).Message, StringComparison.Ordinal);
}
