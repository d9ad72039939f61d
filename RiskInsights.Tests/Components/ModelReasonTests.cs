using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Components.Pages.ModelPages;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Tests.Components;

public sealed class ModelReasonTests
{
    private static readonly IReadOnlyList<Feature> Features = [.. DefaultRecipe.Create().Features, .. ChurnRecipe.Create().Features];
    private static readonly string[] Languages = ["en", "fr"];

    [Theory]
    [InlineData("missed_payments_90d", "count", 3.0, "3 missed payments in 90 days", "3 impayés en 90 jours")]
    [InlineData("missed_payments_90d", "count", 1.0, "1 missed payment in 90 days", "1 impayé en 90 jours")]
    [InlineData("income_monthly", "money", 0.0, "No income in 3 months", "Aucun revenu en 3 mois")]
    [InlineData("income_monthly", "money", 1234.4, "Income €1,234 a month", "Revenu de 1\u202f234\u202f€ par mois")]
    [InlineData("income_trend", "trend", 0.66, "Income \u221234% on the year", "Revenu \u221234\u202f% sur l’année")]
    [InlineData("cash_share", "share", 0.81, "Cash 81% of debits", "Espèces\u202f: 81\u202f% des débits")]
    [InlineData("tenure", "months", 4.4, "Client for 4 months", "Client depuis 4 mois")]
    [InlineData("lowest_balance", "money", -300.0, "Lowest balance \u2212€300", "Solde minimal \u2212300\u202f€")]
    [InlineData("digital_share", "share", null, "Digital share: unknown", "Part numérique\u202f: inconnu")]
    public void ReasonChip_OfAReason_SaysItInTheAnalystsLanguage(string feature, string unit, double? value, string english, string french)
    {
        foreach (var (language, words) in Languages.Zip([english, french]))
        {
            using var page = new Page(language);
            var chip = page.Render<ReasonChip>(p => p.Add(c => c.Reason, new Reason(feature, unit, value, 0.5)).Add(c => c.Currency, "EUR"));
            Assert.Equal(words, chip.Find(".reason").ChildNodes[^1].TextContent);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Texts_OfEveryFeature_AreThere(string language)
    {
        using var page = new Page(language);
        var texts = page.Services.GetRequiredService<IStringLocalizer<Texts>>();
        var format = page.Services.GetRequiredService<Formats>();
        foreach (var feature in Features)
        {
            Assert.False(texts["Feature." + feature.Name].ResourceNotFound, feature.Name);
            foreach (var value in new double?[] { null, 0, 1, 7.3 })
            {
                var words = ReasonWords.Of(new Reason(feature.Name, feature.Unit, value, 0.5), "EUR", texts, format);
                Assert.DoesNotContain("Reason.", words, StringComparison.Ordinal);
                Assert.DoesNotContain("{0}", words, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Units_OfEveryFeature_AreKnown() =>
        Assert.Empty(Features.Select(f => f.Unit).Except(["count", "share", "ratio", "trend", "money", "years", "months", "days"]));

    private sealed class Page(string language) : ComponentTest(language);
}
