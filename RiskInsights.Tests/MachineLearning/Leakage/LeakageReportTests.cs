using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Leakage;

namespace RiskInsights.Tests.MachineLearning.Leakage;

public sealed class LeakageReportTests
{
    private static readonly FeatureMatrix Noise = TestData.Normals(2000, 3, seed: 51);
    private static readonly byte[] Labels = TestData.LogisticLabels(Noise, [1, 0, 0], -2, seed: 51);

    [Fact]
    public void Report_HonestColumns_NamesNone()
    {
        var report = LeakageReport.Of(Noise, Labels);
        Assert.Empty(report.Findings);
        Assert.False(report.IsSuspicious);
        Assert.InRange(report.ColumnAucs[0], .65, .8);
        Assert.All(report.ColumnAucs.Skip(1), auc => Assert.InRange(auc, .5, .62));
    }

    [Fact]
    public void Report_LabelItselfWithSmallNoise_IsNamedWithItsAuc()
    {
        var finding = Assert.Single(LeakageReport.Of(With((row, noise) => Labels[row] + (0.2f * noise)), Labels).Findings);
        Assert.Equal("x2", finding.Column);
        Assert.InRange(finding.Auc, .99, 1);
        Assert.False(finding.ReproducesLabel);
    }

    [Theory]
    [InlineData("opposite")]
    [InlineData("missing")]
    [InlineData("interval")]
    public void Report_ColumnThatTheLabelWasMadeOf_IsNamedAsReproducingIt(string how)
    {
        var column = With((row, noise) => how switch
        {
            "opposite" => -Labels[row],
            "missing" => Labels[row] == 1 ? float.NaN : noise,
            // Label 1 exactly where the value is between −1 and 1, evenly spread: no direction shows it.
            _ => Labels[row] == 1 ? MathF.Tanh(noise) : noise + (2 * MathF.Sign(noise)),
        });
        var finding = Assert.Single(LeakageReport.Of(column, Labels).Findings);
        Assert.Equal(("x2", true), (finding.Column, finding.ReproducesLabel));
    }

    [Fact]
    public void Report_CategoryThatTellsTheLabel_IsNamed()
    {
        var status = FeatureColumn.Categorical("status", "closed", "open", "defaulted");
        var features = new FeatureMatrix([status], [.. Labels.Select((label, row) => label == 1 ? 2f : row % 2)]);
        var finding = Assert.Single(LeakageReport.Of(features, Labels).Findings);
        Assert.Equal(new LeakageFinding("status", 1, ReproducesLabel: true), finding);
    }

    [Fact]
    public void Report_IdentifierOfEachRow_IsNotTakenForTheLabel()
    {
        var random = new RandomStream(52);
        var order = Enumerable.Range(0, 2000).ToArray();
        random.Shuffle(order);
        Assert.Empty(LeakageReport.Of(With((row, _) => order[row]), Labels).Findings);
    }

    [Fact]
    public void Report_OneLabelOnly_IsRefused() =>
        Assert.Throws<TrainingRefusedException>(() => LeakageReport.Of(Noise, new byte[2000]));

    /// <summary>The noise with its second column replaced.</summary>
    private static FeatureMatrix With(Func<int, float, float> value) =>
        TestData.Normals(2000, 3, 51, [.. Enumerable.Range(0, 2000).Select(row => (row, 1, value(row, Noise[row, 1])))]);
}
