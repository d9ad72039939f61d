using System.Text;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Tests.Ingestion;

public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 1200)]
    [InlineData("-12.5", -1250)]
    [InlineData("12.50", 1250)]
    [InlineData("+12,50", 1250)]
    [InlineData("\u221212,50", -1250)]
    [InlineData(" 7.1 ", 710)]
    [InlineData(".5", 50)]
    [InlineData("1,234.56", 123456)]
    [InlineData("1.234,56", 123456)]
    [InlineData("1 234,56", 123456)]
    [InlineData("1\u00A0234\u00A0567,8", 123456780)]
    [InlineData("1\u202F234.5", 123450)]
    [InlineData("1'234.50", 123450)]
    [InlineData("1\u2019234.50", 123450)]
    [InlineData("1,234,567", 123456700)]
    [InlineData("1.234.567", 123456700)]
    [InlineData("1.234.567,8", 123456780)]
    [InlineData("1.2300", 123)]
    public void Money_UnambiguousText_IsRead(string text, long cents)
    {
        foreach (var column in Enum.GetValues<DecimalMark>())
        {
            Assert.Null(MoneyText.Parse(Encoding.UTF8.GetBytes(text), column, out var read));
            Assert.Equal(cents, read);
        }
    }

    [Theory]
    [InlineData("1,234", "Unknown", 123400)]
    [InlineData("1.234", "Unknown", 123400)]
    [InlineData("1,234", "Point", 123400)]
    [InlineData("1.234", "Comma", 123400)]
    public void Money_ThreeDigitsAfterOneMark_AreThousandsUnlessTheColumnSaysDecimals(string text, string column, long cents)
    {
        Assert.Null(MoneyText.Parse(Encoding.UTF8.GetBytes(text), Enum.Parse<DecimalMark>(column), out var read));
        Assert.Equal(cents, read);
    }

    [Theory]
    [InlineData("1,234", "Comma", "too_precise")]
    [InlineData("1.234", "Point", "too_precise")]
    [InlineData("1.234", "Mixed", "not_a_number")]
    [InlineData("12.345", "Point", "too_precise")]
    [InlineData("1234.567", "Unknown", "too_precise")]
    [InlineData("1,23,456", "Unknown", "not_a_number")]
    [InlineData("1,2345.00", "Unknown", "not_a_number")]
    [InlineData("12345,678.00", "Unknown", "not_a_number")]
    [InlineData("1.2.3", "Unknown", "not_a_number")]
    [InlineData("1 23", "Unknown", "not_a_number")]
    [InlineData("--1", "Unknown", "not_a_number")]
    [InlineData("-", "Unknown", "not_a_number")]
    [InlineData(".", "Unknown", "not_a_number")]
    [InlineData("5.", "Unknown", "not_a_number")]
    [InlineData("1e3", "Unknown", "not_a_number")]
    [InlineData("€5", "Unknown", "not_a_number")]
    [InlineData("٣", "Unknown", "not_a_number")]
    [InlineData("1234567890123456", "Unknown", "not_a_number")]
    public void Money_OtherText_BreaksRule(string text, string column, string rule) =>
        Assert.Equal(rule, MoneyText.Parse(Encoding.UTF8.GetBytes(text), Enum.Parse<DecimalMark>(column), out _)?.Id);

    [Theory]
    [InlineData("2024-02-29", 20240229, 0)]
    [InlineData("2024-02-29T23:59:58", 20240229, 86398)]
    [InlineData("2024-02-29 06:07", 20240229, 22020)]
    [InlineData("2024-02-29T06:07:08.123", 20240229, 22028)]
    [InlineData("2024/2/9", 20240209, 0)]
    [InlineData("20240229", 20240229, 0)]
    [InlineData("29.02.2024", 20240229, 0)]
    [InlineData("1.2.2024 10:00:00", 20240201, 36000)]
    [InlineData("03/04/2024", 20240403, 0)]
    [InlineData("03-04-2024", 20240403, 0)]
    public void Date_KnownForm_IsRead(string text, int dateKey, int second)
    {
        Assert.True(DateText.TryParse(Encoding.UTF8.GetBytes(text), DateOrder.DayFirst, out var date, out var time));
        Assert.Equal((dateKey, second), (date, time));
    }

    [Fact]
    public void Codes_OfEveryColumn_StandInTheOrderOfTheirLetters() =>
        Assert.All(typeof(Codes).GetFields().Select(f => ((CodeTable)f.GetValue(null)!).Codes), codes => Assert.Equal(codes.Order(StringComparer.Ordinal), codes));

    [Fact]
    public void Date_MonthFirst_OnlySlashesAndHyphensFollowIt()
    {
        Assert.True(DateText.TryParse("03/04/2024"u8, DateOrder.MonthFirst, out var slashes, out _));
        Assert.True(DateText.TryParse("03.04.2024"u8, DateOrder.MonthFirst, out var dots, out _));
        Assert.Equal((20240304, 20240403), (slashes, dots));
    }

    [Theory]
    [InlineData("x024-01-01")]
    [InlineData("20x4-01-01")]
    [InlineData("2024-0:-01")]
    [InlineData("2024-01-0/")]
    [InlineData("2024-01-01T2x:00:00")]
    [InlineData("2024-01-01T10:60:00")]
    [InlineData("2024-01-01T10:00:5-")]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-10")]
    [InlineData("31/04/2024")]
    [InlineData("04/13/2024")]
    [InlineData("1899-12-31")]
    [InlineData("2024-01-01T24:00")]
    [InlineData("2024-01-01T10:00+02:00")]
    [InlineData("2024-01-01T10:00:00Z")]
    [InlineData("29/02/24")]
    [InlineData("240229")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Date_OtherText_IsRefused(string text) =>
        Assert.False(DateText.TryParse(Encoding.UTF8.GetBytes(text), DateOrder.DayFirst, out _, out _));

    [Theory]
    [InlineData("FR", true)]
    [InlineData("gb", true)]
    [InlineData("XK", true)]
    [InlineData("UK", false)]
    [InlineData("F", false)]
    [InlineData("{}", false)]
    public void Country_TwoLetters_MustBeAssigned(string text, bool known)
    {
        Assert.Equal(known, CountryCode.TryParse(Encoding.UTF8.GetBytes(text), out var country));
        if (known)
            Assert.Equal(text.ToUpperInvariant(), CountryCode.Text(country));
    }
}
