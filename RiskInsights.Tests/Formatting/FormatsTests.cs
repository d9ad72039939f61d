using System.Globalization;
using RiskInsights.Dashboard.Formatting;

namespace RiskInsights.Tests.Formatting;

public sealed class FormatsTests
{
    // In the expected texts "~" stands for the narrow no-break space and "-" for the true minus.
    private static readonly Formats English = new(new PageLanguage(CultureInfo.GetCultureInfo("en")));
    private static readonly Formats French = new(new PageLanguage(CultureInfo.GetCultureInfo("fr")));

    private static string Plain(string text) => text.Replace('\u202F', '~').Replace('\u2212', '-');

    [Theory]
    [InlineData(1234.56, "EUR", "€1,234.56", "1~234,56~€")]
    [InlineData(-64.2, "EUR", "-€64.20", "-64,20~€")]
    [InlineData(0, "GBP", "£0.00", "0,00~£")]
    [InlineData(-0.001, "EUR", "€0.00", "0,00~€")]
    [InlineData(1284310.5, "CZK", "CZK~1,284,310.50", "1~284~310,50~CZK")]
    public void Money_AllDigits_FollowsTheLanguage(double amount, string currency, string english, string french)
    {
        Assert.Equal(english, Plain(English.Money((decimal)amount, currency)));
        Assert.Equal(french, Plain(French.Money((decimal)amount, currency)));
    }

    [Theory]
    [InlineData(148_301_222.1, "€148.3M", "148,3~M€")]
    [InlineData(-2_104_870, "-€2.10M", "-2,10~M€")]
    [InlineData(48_200, "€48,200", "48~200~€")]
    [InlineData(318_000, "€318.0k", "318,0~k€")]
    [InlineData(999_949, "€999.9k", "999,9~k€")]
    [InlineData(999_960, "€1.00M", "1,00~M€")]
    [InlineData(9_996_000, "€10.0M", "10,0~M€")]
    [InlineData(3_120_000_000, "€3.12B", "3,12~Md€")]
    [InlineData(4_000_000_000_000, "€4,000.0B", "4~000,0~Md€")]
    public void MoneyShort_LargeAmounts_AreScaledAfterRounding(double amount, string english, string french)
    {
        Assert.Equal(english, Plain(English.MoneyShort((decimal)amount, "EUR")));
        Assert.Equal(french, Plain(French.MoneyShort((decimal)amount, "EUR")));
    }

    [Fact]
    public void MoneyShort_WithDecimals_LooksAlikeInAList() =>
        Assert.Equal("€8.8M", English.MoneyShort(8_800_000m, "EUR", 1));

    [Theory]
    [InlineData(486_215, "486.2k", "486,2~k")]
    [InlineData(21_940, "21,940", "21~940")]
    [InlineData(-486_215, "-486.2k", "-486,2~k")]
    public void NumberShort_From100000_IsScaled(int value, string english, string french)
    {
        Assert.Equal(english, Plain(English.NumberShort(value)));
        Assert.Equal(french, Plain(French.NumberShort(value)));
    }

    [Theory]
    [InlineData(0.046, "+4.6%", "+4,6~%")]
    [InlineData(-0.026, "-2.6%", "-2,6~%")]
    [InlineData(0, "0.0%", "0,0~%")]
    public void PercentChange_Always_CarriesItsSign(double change, string english, string french)
    {
        Assert.Equal(english, Plain(English.PercentChange(change)));
        Assert.Equal(french, Plain(French.PercentChange(change)));
    }

    [Fact]
    public void PercentChange_FromNothing_IsUnknown()
    {
        Assert.Equal("—", English.PercentChange(10m, 0m));
        Assert.Equal("—", English.PercentChange(10m, -5m));
        Assert.Equal("+100.0%", English.PercentChange(10m, 5m));
    }

    [Fact]
    public void PointsChange_OfShares_IsInPercentagePoints()
    {
        Assert.Equal("+0.18 pp", English.PointsChange(0.0018));
        Assert.Equal("+0,18~pt", Plain(French.PointsChange(0.0018)));
    }

    [Fact]
    public void AnyFormat_OfNothing_IsADashAndNeverZero()
    {
        string[] texts =
        [
            English.Number((decimal?)null), English.Number((long?)null), English.Number(double.NaN), English.Percent(null), English.Percent(double.PositiveInfinity),
            English.Money(null, "EUR"), English.MoneyShort(null, "EUR"), English.MoneyChange(null, "EUR"), English.NumberShort(null), English.NumberChange(null),
            English.PercentChange(null), English.PointsChange(null), English.Times(null), English.Date(null), English.DateAndTime(null), English.Duration(null), English.Bytes(null),
        ];
        Assert.All(texts, t => Assert.Equal("—", t));
    }

    [Fact]
    public void Dates_InBothLanguages_AreShort()
    {
        Assert.Equal("30 Sep 2025", English.Date(new(2025, 9, 30)));
        Assert.Equal("30 sept. 2025", French.Date(new(2025, 9, 30)));
        Assert.Equal("1 Jul – 30 Sep 2025", English.Range(new(new(2025, 7, 1), new(2025, 9, 30))));
        Assert.Equal("1 Dec 2024 – 30 Jan 2025", English.Range(new(new(2024, 12, 1), new(2025, 1, 30))));
        Assert.Equal("30 Sep 2025 06:14", English.DateAndTime(new(2025, 9, 30, 6, 14, 0)));
    }

    [Theory]
    [InlineData(0.35, "350 ms")]
    [InlineData(48, "48 s")]
    [InlineData(121, "2 min")]
    [InlineData(4800, "1 h 20 min")]
    public void Duration_OfAnyLength_HasOneOrTwoUnits(double seconds, string text) =>
        Assert.Equal(text, English.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Bytes_InFrench_AreOctets()
    {
        Assert.Equal("214 kB", English.Bytes(214_000));
        Assert.Equal("1,2 Mo", French.Bytes(1_200_000));
    }
}
