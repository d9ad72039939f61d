using System.Text;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Tests.Uploads;

public sealed class UploadNameTests
{
    [Theory]
    [InlineData("transactions.csv", "transactions.csv")]
    [InlineData("Écritures 2024 (n° 3).csv", "Écritures 2024 (n° 3).csv")]
    [InlineData("日本.csv", "日本.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\win.ini", "win.ini")]
    [InlineData("C:\\data\\kyc.csv", "kyc.csv")]
    [InlineData("/abs/kyc.csv", "kyc.csv")]
    [InlineData("..%2f..%2fkyc.csv", "%2f..%2fkyc.csv")]
    [InlineData("..", "upload")]
    [InlineData("...", "upload")]
    [InlineData("", "upload")]
    [InlineData("a/", "upload")]
    [InlineData(" .hidden.csv. ", "hidden.csv")]
    [InlineData("kyc.csv\0.exe", "kyc.csv_.exe")]
    [InlineData("a\r\nb\t.csv", "a__b_.csv")]
    [InlineData("a<b>:\"|?*.csv", "a_b______.csv")]
    [InlineData("con", "_con")]
    [InlineData("CON.csv", "_CON.csv")]
    [InlineData("nul.tar.csv", "_nul.tar.csv")]
    [InlineData("COM1.csv", "_COM1.csv")]
    [InlineData("CONTROL.csv", "CONTROL.csv")]
    [InlineData("invoice\u202Evsc.exe", "invoice_vsc.exe")]
    public void Of_AnyName_IsOneSafeName(string given, string safe)
    {
        Assert.Equal(safe, UploadName.Of(given));
        Assert.Equal(safe, UploadName.Of(safe));
    }

    // Not a case above: a test's data cannot carry half of a pair.
    [Fact]
    public void Of_HalfASurrogatePair_IsReplaced() => Assert.Equal("half_.csv", UploadName.Of("half\uD800.csv"));

    [Theory]
    [InlineData('a')]
    [InlineData('é')]
    [InlineData('日')]
    public void Of_ThreeHundredCharacters_IsShortAndKeepsItsEnding(char letter)
    {
        var name = UploadName.Of(new string(letter, 300) + ".csv");
        Assert.InRange(Encoding.UTF8.GetByteCount(name), UploadName.LongestBytes - 3, UploadName.LongestBytes);
        Assert.EndsWith(letter + ".csv", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnEndingOfThreeHundredCharacters_IsShort() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(UploadName.Of("a." + new string('x', 300))), 100, UploadName.LongestBytes);
}
