using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Pipeline.Steps;

namespace RiskInsights.Tests.Pipeline;

public sealed class RetrainRuleTests
{
    private static readonly DateTimeOffset Now = new(2025, 10, 1, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, null, null, "none_yet")]
    [InlineData(true, null, null, "asked")]
    [InlineData(false, null, 400.0, null)]
    [InlineData(false, 30, 30.0, null)]
    [InlineData(false, 30, 30.1, "age")]
    [InlineData(true, 30, 30.1, "asked")]
    [InlineData(true, null, 1.0, "asked")]
    public void Reason_ByWishAndAge_IsTheFirstThatHolds(bool asked, int? afterDays, double? age, string? reason) =>
        Assert.Equal(reason, RetrainRule.ReasonOf(age is { } days ? [Version(days, ModelStage.Champion)] : [], Run(asked, afterDays), Now));

    [Fact]
    public void Reason_OnlyCandidates_IsThatThereIsNoneYet() =>
        Assert.Equal("none_yet", RetrainRule.ReasonOf([Version(1, ModelStage.Candidate)], Run(false, null), Now));

    /// <summary>Once a check had failed, every night trained one more challenger beside the old champion.</summary>
    [Theory]
    [InlineData(ModelStage.Challenger, 29.0, null)]
    [InlineData(ModelStage.Challenger, 30.1, "age")]
    [InlineData(ModelStage.Candidate, 29.0, null)]
    [InlineData(ModelStage.Candidate, 30.1, "age")]
    public void Reason_OldChampionAndANewerVersionThatWaits_IsThatOnesAge(string stage, double age, string? reason) =>
        Assert.Equal(reason, RetrainRule.ReasonOf([Version(age, stage), Version(99, ModelStage.Champion)], Run(false, 30), Now));

    [Theory]
    [InlineData(null, 0.9, null)]
    [InlineData(null, 1.1, "none_yet")]
    [InlineData(30, 29.0, null)]
    [InlineData(30, 30.1, "none_yet")]
    public void Reason_OnlyACandidate_WaitsUntilItIsOld(int? afterDays, double age, string? reason) =>
        Assert.Equal(reason, RetrainRule.ReasonOf([Version(age, ModelStage.Candidate)], Run(false, afterDays), Now));

    /// <summary>Taken over after it had trained, a run trained a second time.</summary>
    [Fact]
    public void Reason_TrainedSinceTheRunWasAskedFor_IsNoneAnyMore() =>
        Assert.Null(RetrainRule.ReasonOf([Version(-0.01, ModelStage.Candidate), Version(99, ModelStage.Champion)], Run(true, 30), Now.AddHours(1)));

    private static ModelVersion Version(double age, string stage) => new() { Stage = stage, TrainedAt = Now.AddDays(-age) };

    private static PipelineRun Run(bool asked, int? afterDays) => new()
    {
        RunId = 1,
        Trigger = RunTrigger.Page,
        Options = new PipelineOptions { Retrain = asked, RetrainAfterDays = afterDays },
        Status = PipelineStatus.Running,
        StartedBy = "ana",
        CreatedAt = Now,
    };
}
