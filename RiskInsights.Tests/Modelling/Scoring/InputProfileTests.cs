using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Tests.Modelling.Scoring;

public sealed class InputProfileTests
{
    private static readonly FeatureColumn[] Columns = FeatureColumn.Numeric(["missed_payments_90d"]);

    /// <summary>From 5 % of the clients with a missed payment to 60 %, and the page said that nothing had moved.</summary>
    [Fact]
    public void DriftTo_AnInputThatIsMostlyZero_SeesItRise()
    {
        var drift = Assert.Single(InputProfile.Of(Missed(5)).DriftTo(Missed(60)));
        Assert.Equal((0.55 * Math.Log(0.6 / 0.05)) - (0.55 * Math.Log(0.4 / 0.95)), drift.Psi, 1e-12);
    }

    /// <summary>Nobody signs a profile: a broken one costs what it would have told, and nothing else.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"Inputs":null}""")]
    [InlineData("""{"Inputs":[null]}""")]
    [InlineData("""{"Inputs":[{"Feature":null,"Edges":[],"Counts":[1,0]}]}""")]
    [InlineData("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":null,"Counts":[1,0]}]}""")]
    [InlineData("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":[1],"Counts":null}]}""")]
    [InlineData("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":[1],"Counts":[5,5]}]}""")]
    [InlineData("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":[1],"Counts":[0,0,0]}]}""")]
    [InlineData("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":[1],"Counts":[-1,5,0]}]}""")]
    public void FromJson_WhatNobodyWrote_IsEmpty(string? json)
    {
        var profile = InputProfile.FromJson(json);
        Assert.Empty(profile.DriftTo(Missed(60)));
        Assert.Null(profile.RangeOf("missed_payments_90d"));
    }

    [Fact]
    public void FromJson_ARangeWithoutLevels_KeepsTheBins()
    {
        var profile = InputProfile.FromJson("""{"Inputs":[{"Feature":"missed_payments_90d","Edges":[1],"Counts":[95,5,0],"Range":{"Median":0,"MedianShare":1,"Levels":null,"Scale":1}}]}""");
        Assert.Single(profile.DriftTo(Missed(60)));
        Assert.Null(profile.RangeOf("missed_payments_90d"));
    }

    [Fact]
    public void FromJson_WhatToJsonWrote_IsTheSame()
    {
        var profile = InputProfile.Of(Missed(30));
        Assert.Equivalent(profile, InputProfile.FromJson(profile.ToJson()), strict: true);
        Assert.NotNull(profile.RangeOf("missed_payments_90d"));
    }

    private static FeatureMatrix Missed(int ofHundred) => new(Columns, [.. Enumerable.Range(0, 100).Select(i => i < ofHundred ? 1f : 0f)]);
}
