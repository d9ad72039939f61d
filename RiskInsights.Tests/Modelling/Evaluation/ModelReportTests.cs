using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Evaluation;

namespace RiskInsights.Tests.Modelling.Evaluation;

public sealed class ModelReportTests
{
    private static readonly IReadOnlyList<ListedVersion> Versions =
        [Version(4, "candidate"), Version(3, "champion"), Version(2, "candidate"), Version(1, "archived")];

    [Theory]
    [InlineData(null, 3)]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(99, 3)]
    public void Choose_AVersion_FallsBackToTheChampion(int? wanted, int expected) =>
        Assert.Equal(expected, ModelReport.Choose(Versions, wanted)!.Version);

    [Fact]
    public void Choose_OnlyACandidate_TakesIt() => Assert.Equal(4, ModelReport.Choose([Versions[0]], null)!.Version);

    [Fact]
    public void Choose_NoVersion_IsNull() => Assert.Null(ModelReport.Choose([], null));

    [Fact]
    public void SoundBefore_ACandidateBetween_IsPassedOver()
    {
        Assert.Equal(1, ModelReport.SoundBefore(Versions, Versions[1])!.Version);
        Assert.Equal(3, ModelReport.SoundBefore(Versions, Versions[0])!.Version);
        Assert.Null(ModelReport.SoundBefore(Versions, Versions[3]));
    }

    [Fact]
    public void Report_NewestIsACandidate_NamesItBesideTheChampion()
    {
        var report = new ModelReport { Recipe = DefaultRecipe.Create(), Versions = Versions, Shown = Versions[1], Evaluation = SmallEvaluation.Of() };
        Assert.Equal(4, report.Refused!.Version);
        Assert.Equal(3, report.Champion!.Version);
        Assert.Equal(1, report.Previous!.Version);
        Assert.Null(report.Comparison);
        Assert.Null((report with { Versions = [.. Versions.Skip(1)] }).Refused);
    }

    private static ListedVersion Version(int version, string stage) =>
        new(version, stage, "logistic_regression", "ana", new DateTimeOffset(2025, 1, version, 0, 0, 0, TimeSpan.Zero), 23, 0.8);
}
