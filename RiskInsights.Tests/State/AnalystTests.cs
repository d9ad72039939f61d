using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.State;

public sealed class AnalystTests
{
    [Theory]
    [InlineData("Ana Morel", "AM")]
    [InlineData("l.garnier", "LG")]
    [InlineData("root", "RO")]
    [InlineData("x", "X")]
    [InlineData("", "?")]
    public void Initials_OfAName_AreOneOrTwoLetters(string name, string initials) => Assert.Equal(initials, new Analyst(name).Initials);
}
