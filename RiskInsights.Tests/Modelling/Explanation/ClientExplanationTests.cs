using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Explanation;

public sealed class ClientExplanationTests
{
    [Fact]
    public void Explanation_OfAClient_NamesWhatCanBeChangedAndWhatIsUsual()
    {
        var explanation = SmallModel.Explain(missed: 5, overdrawn: 0.5, tenure: 20);
        Assert.Equal(["missed_payments_90d", "overdrawn_share"], explanation.Changeable.Select(i => i.Feature));
        Assert.Equal((5, 0, 5, 1), (explanation.Changeable[0].Today, explanation.Changeable[0].Low, explanation.Changeable[0].High, explanation.Changeable[0].Step));
        Assert.Equal(["missed_payments_90d", "overdrawn_share", "tenure"], explanation.ReasonCodes);
        var usual = explanation.UsualOf("missed_payments_90d")!;
        Assert.Equal((0f, 0.85), (usual.Median, usual.MedianShare));
        Assert.Equal((null, null), (explanation.Points, explanation.PointsOf(1)));
    }

    [Fact]
    public void Explanation_OfAnUnknownValue_CannotBeTried() =>
        Assert.Equal(["overdrawn_share"], SmallModel.Explain(double.NaN, 0.5, 20).Changeable.Select(i => i.Feature));

    [Fact]
    public async Task Changes_OfAClient_AreTheSmallestThatCrossTheLine()
    {
        // −3 + 2 + 1 − 0.2 = −0.2; a payment less gives −1.2, under the log-odds of 30 %; so does no overdraft at all.
        var explanation = SmallModel.Explain(missed: 2, overdrawn: 0.5, tenure: 20);
        var found = await ClientExplanations.ChangesAsync(explanation.Score, 0.3);
        var missed = found.Suggestions.Single(s => s.Changes.Any(c => c.Feature == "missed_payments_90d") && s.Changes.Count == 1);
        Assert.Equal((2, 1), (missed.Changes[0].From, missed.Changes[0].To));
        Assert.Equal(1 / (1 + Math.Exp(1.2)), missed.Probability, 6);
        Assert.DoesNotContain(found.Suggestions, s => s.Changes.Any(c => c.Feature == "tenure"));
    }

    [EngineFact]
    public async Task Explanation_OfAScorecard_AddsUpAndItsChangesAreTheModels()
    {
        using var bank = await LearnableBank.CreateAsync();
        var version = await bank.TrainAsync();
        var asOf = (await bank.Reports.AsOfAsync(LearnableBank.Default, version))!.Value;
        var (_, riskiest) = await bank.Scores.RiskiestAsync(LearnableBank.Default, version, asOf, 0, 0, 1);
        var explanation = (await bank.Explanations.OfAsync(LearnableBank.Default, riskiest[0].ClientKey))!;

        Assert.Equal(riskiest[0].Probability, explanation.Walk.End, 9);
        Assert.Equal(riskiest[0].Reasons.Select(r => r.Feature), explanation.ReasonCodes);
        Assert.NotNull(explanation.Points);
        Assert.NotNull(explanation.CheapestThreshold);

        // A card of few defaults holds back: half the probability is out of reach of any three changes.
        var goal = explanation.Score.Probability * 0.8;
        var found = await ClientExplanations.ChangesAsync(explanation.Score, goal);
        Assert.NotEmpty(found.Suggestions);
        Assert.All(found.Suggestions, suggestion =>
        {
            Assert.True(suggestion.Probability < goal);
            Assert.Equal(suggestion.Probability, explanation.Score.ProbabilityWith(suggestion.Changes.ToDictionary(c => c.Feature, c => (double)c.To)), 12);
            Assert.All(suggestion.Changes, change => Assert.True(LearnableBank.Default.Feature(change.Feature).Change switch
            {
                FeatureChange.Down => change.To < change.From,
                FeatureChange.Up => change.To > change.From,
                FeatureChange.Both => true,
                _ => false,
            }, change.Feature));
        });
        Assert.Null(await bank.Explanations.OfAsync(LearnableBank.Default, clientKey: 1_000_000));
        Assert.Null(await bank.Explanations.OfAsync(LearnableBank.Churn, riskiest[0].ClientKey));
    }
}
