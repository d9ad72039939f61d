using System.Globalization;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Tests.Formatting;

public sealed class PageTextsTests
{
    private readonly PageTexts<Texts> _french = new(new PageLanguage(CultureInfo.GetCultureInfo("fr")));

    // A job's progress drew a French page again in the server's language.
    [Fact]
    public void Texts_OnAThreadOfAnotherCulture_StayInTheLanguageOfThePage()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("Annuler", _french["Action.Cancel"].Value);
        Assert.Equal("1 sur 2", _french["Table.Position", "1", "x", "2"].Value.Replace("–x", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_OfAnUnknownKey_SayThatItIsMissing()
    {
        Assert.True(_french["No.Such"].ResourceNotFound);
        Assert.Equal("No.Such", _french["No.Such"].Value);
        Assert.Contains(_french.GetAllStrings(includeParentCultures: true), t => t.Name is "Action.Cancel");
    }
}
