using RiskInsights.Core.Modelling.Training;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Scoring;

public sealed class ModelScoringTests
{
    [EngineFact]
    public async Task Score_AsOfAnEarlierDate_AddsItAndLeavesTheNewest()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var newest = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var before = await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, newest, 0, 0, 1000);

        var earlier = newest.AddMonths(-2);
        var scored = await bank.Scoring.ScoreAsync(LearnableBank.Default, 1, earlier, 1, (_, _) => { });
        Assert.Equal((1, earlier), (scored!.Version, scored.AsOf));
        Assert.Equal(scored.Clients, (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, earlier, 0, 0, 1)).Total);
        Assert.Equal(newest, await bank.Reports.AsOfAsync(LearnableBank.Default, 1));
        Assert.Equal(
            before.Rows.Select(r => (r.ClientKey, r.Probability)),
            (await bank.Scores.RiskiestAsync(LearnableBank.Default, 1, newest, 0, 0, 1000)).Rows.Select(r => (r.ClientKey, r.Probability)));
    }

    [EngineTheory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-60, 0)]
    public async Task Score_AsOfADateThatHasNoMeaning_IsRefusedWithThoseThatHave(int months, int days)
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        var newest = (await bank.Reports.AsOfAsync(LearnableBank.Default, 1))!.Value;
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => bank.Scoring.ScoreAsync(LearnableBank.Default, null, newest.AddMonths(months).AddDays(days), 1, (_, _) => { }));
        Assert.Contains($"to {newest:yyyy-MM-dd}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-01-01", "2023-07-01")]
    [InlineData("2023-01-02", "2023-08-01")]
    public void Oldest_OfAFirstDay_HasSixMonthsBeforeIt(string first, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), AsOfDates.Oldest(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture)));
}
