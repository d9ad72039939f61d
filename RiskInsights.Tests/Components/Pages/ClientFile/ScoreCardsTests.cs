using Bunit;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Components.Pages.ClientFile;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Tests.Modelling.Explanation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace RiskInsights.Tests.Components.Pages.ClientFile;

public sealed class ScoreCardsTests : ComponentTest
{
    // The log-odds −3 + 2 + 1 − 0.2: 45.0 %.
    private readonly Core.Modelling.Explanation.ClientExplanation _explanation = SmallModel.Explain(missed: 2, overdrawn: 0.5, tenure: 20);

    private FeatureWords Words => new(Services.GetRequiredService<IStringLocalizer<Texts>>(), Services.GetRequiredService<Formats>(), "EUR");

    [Fact]
    public async Task Why_OfAClient_AddsUpToThePrintedDigit()
    {
        var history = new ClientScoring(7, [new ClientScoreRow { Version = 7, AsOfDateKey = 20250601, Probability = 0.45, ScoreRank = 3 }], null, null, 0);
        var card = Render<WhyCard>(p => p.Add(c => c.Explanation, _explanation).Add(c => c.Words, Words).Add(c => c.History, history));
        Assert.Equal("Why 45.0%", card.Find("h2").TextContent);
        Assert.Contains("23 times the portfolio’s 2.0%.", card.Find(".why-sentence").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 missed payments in 90 days", card.Find(".why-sentence strong").TextContent, StringComparison.Ordinal);

        var printed = card.FindAll(".walk-points").Select(p => decimal.Parse(p.TextContent.Replace('\u2212', '-').TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal((1.8m, 45.0m), (printed[0], printed[^1]));
        Assert.Equal(printed[^1], printed.SkipLast(1).Sum());
        Assert.Contains("most clients: none", card.FindAll(".walk-usual")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(card.FindAll("[data-copy]"), b => b.GetAttribute("data-copy")!.StartsWith("missed_payments_90d, overdrawn_share", StringComparison.Ordinal));

        await card.Find("[aria-label='Show as table']").ClickAsync();
        Assert.Equal(3, card.FindAll("table[aria-label='What each input adds'] tbody tr").Count);
    }

    [Fact]
    public async Task WhatIf_AMovedThumb_IsRescoredByTheModel()
    {
        var settled = TriedValues.None;
        var card = Render<WhatIfCard>(p => p.Add(c => c.Explanation, _explanation).Add(c => c.Words, Words).Add(c => c.Tried, TriedValues.None).Add(c => c.OnSettle, t => settled = t));
        Assert.Equal("45.0%", card.Find(".what-if-changed .what-if-score > span:last-child").TextContent);
        Assert.Empty(card.FindAll(".card-tools button"));

        await card.Find("input[type=range]").ChangeAsync("0");
        Assert.Equal("missed_payments_90d:0", settled.ToString());
        card.Render(p => p.Add(c => c.Tried, settled));

        // Two less on the log-odds.
        var expected = _explanation.Score.ProbabilityWith(new Dictionary<string, double> { ["missed_payments_90d"] = 0 });
        Assert.Equal(1 / (1 + Math.Exp(2.2)), expected, 6);
        Assert.Equal("10.0%", card.Find(".what-if-changed .what-if-score > span:last-child").TextContent);
        await card.Find(".card-tools button").ClickAsync();
        Assert.True(settled.IsEmpty);
    }

    [Fact]
    public void WhatIf_ANumberField_DoesTheSameAsTheSlider()
    {
        var settled = TriedValues.None;
        var card = Render<WhatIfCard>(p => p.Add(c => c.Explanation, _explanation).Add(c => c.Words, Words).Add(c => c.Tried, TriedValues.None).Add(c => c.OnSettle, t => settled = t));
        card.FindAll(".what-if-input input[type=text]")[1].Change("20");
        Assert.Equal("overdrawn_share:0.2", settled.ToString());
    }

    [Fact]
    public async Task Changes_ASuggestion_SetsItsValues()
    {
        var tried = TriedValues.None;
        var card = Render<ChangesCard>(p => p.Add(c => c.Explanation, SmallModel.Explain(1, 0, 100)).Add(c => c.Words, Words).Add(c => c.OnTry, t => tried = t));
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll(".changes button")));
        Assert.Equal("smallest steps to band B, under 4%", card.Find(".card-sub").TextContent);
        Assert.Equal("Missed payments, 90 days: 1 → 0", card.Find(".changes li li").TextContent);
        await card.Find(".changes button").ClickAsync();
        Assert.Equal("missed_payments_90d:0", tried.ToString());
    }

    [Fact]
    public void Tried_TextOfAnAddress_IsReadAndWhatIsWrongCountsAsAbsent()
    {
        Assert.Equal("balance:-12.5,fees:3", TriedValues.Parse("fees:3,balance:-12.5,x,y:z,w:NaN").ToString());
        Assert.Null(TriedValues.Parse(null).ToString());
        Assert.Equal(5, TriedValues.Parse("missed_payments_90d:99").Of(SmallModel.Explain(5, 0.5, 20).Changeable[0]));
    }
}
