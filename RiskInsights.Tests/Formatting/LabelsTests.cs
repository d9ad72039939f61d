using System.Globalization;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Formatting;

public sealed class LabelsTests
{
    private static Labels In(string language)
    {
        var page = new PageLanguage(CultureInfo.GetCultureInfo(language));
        return new(new PageTexts<Texts>(page), page);
    }

    [Theory]
    [InlineData("en", "Small business", "Spain")]
    [InlineData("fr", "Petite entreprise", "Espagne")]
    public void Of_AKnownCode_IsInTheLanguage(string language, string segment, string country)
    {
        var labels = In(language);
        Assert.Equal(segment, labels.Of(Dimension.Segment, "small_business"));
        Assert.Equal(country, labels.Of(Dimension.Country, "ES"));
    }

    [Fact]
    public void Of_AnUnknownCode_IsReadable()
    {
        var labels = In("en");
        Assert.Equal("Standing order", labels.Of(Dimension.Type, "standing_order"));
        Assert.Equal("—", labels.Code("Event", null));
        Assert.Equal("not a country", labels.Country("not a country"));
    }
}
