using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Tests.Components;

public sealed class AnomalyWordsTests : ComponentTest
{
    private AnomalyWords Words => new(Services.GetRequiredService<IStringLocalizer<Texts>>(), Services.GetRequiredService<Formats>());

    private static AnomalyRow Row(string attributions) => new() { DateKey = 20250930, SecondOfDay = 9_660, TimesUsual = 31.2, Attributions = attributions };

    [Theory]
    [InlineData("""[{"feature":"amount_against_usual","value":29,"contribution":0.2}]""", "31× usual amount")]
    [InlineData("""[{"feature":"transactions_in_24h","value":8,"contribution":0.2},{"feature":"new_country","value":0.001,"contribution":0.01}]""", "9 transactions in 24 h")]
    [InlineData("""[{"feature":"new_country","value":0.001,"contribution":0.2},{"feature":"unusual_hour","value":0.01,"contribution":0.19}]""", "New country, at 02:41")]
    [InlineData("""[{"feature":"balance_left","value":0.02,"contribution":0.2}]""", "Balance taken, 2% left")]
    public void MainReason_OfAttributions_IsSaidInWords(string attributions, string expected) =>
        Assert.Equal(expected, Words.MainReason(Row(attributions)));

    [Fact]
    public void MainReason_OfAnUnexplainedScore_IsUnknown() => Assert.Equal("—", Words.MainReason(new AnomalyRow()));

    [Theory]
    [InlineData(AnomalyUnit.Times, 21, true, "median 21×; everyone 1.0×")]
    [InlineData(AnomalyUnit.Times, 2.5, false, "2.5×; everyone 1.0×")]
    [InlineData(AnomalyUnit.ShareOfHabit, 0.0001, true, "alike before: median < 0.1%; everyone 100%")]
    [InlineData(AnomalyUnit.Days, 12, false, "12 days; everyone 1.0 days")]
    public void Comparison_OfAFactor_StandsBesideEveryone(AnomalyUnit unit, double typical, bool several, string expected) =>
        Assert.Equal(expected, Words.Comparison(new AnomalyFactor("new_country", unit, 0.5, typical, 1), several));

    [Fact]
    public void EveryFeature_HasItsWordsInBothLanguages()
    {
        foreach (var language in new[] { "en", "fr" })
        {
            var texts = new PageTexts<Texts>(new PageLanguage(System.Globalization.CultureInfo.GetCultureInfo(language)));
            Assert.All(AnomalyFeature.All, f => Assert.False(texts["Anomaly." + f.Name].ResourceNotFound || texts["Reason." + f.Name].ResourceNotFound, $"{f.Name} in {language}"));
        }
    }

    [Fact]
    public void WhyBars_OfManyFactors_ShowsFiveAndTheRestTogether()
    {
        var factors = AnomalyFeature.All.Take(7).Select((f, i) => new AnomalyFactor(f.Name, f.Unit, i == 0 ? 0.4 : 0.1, 2, 1)).ToList();
        var bars = Render<WhyBars>(p => p.Add(w => w.Factors, factors).Add(w => w.OfSeveral, true));
        Assert.Equal(6, bars.FindAll("li").Count);
        Assert.Equal("width:100%", bars.Find(".track i").GetAttribute("style"));
        Assert.Equal("2 other features20%", bars.FindAll(".why-name")[^1].TextContent);
        Assert.Contains("Only the highest", Render<WhyBars>(p => p.Add(w => w.Factors, [])).Markup, StringComparison.Ordinal);
    }
}
