using RiskInsights.Core.Exports;

namespace RiskInsights.Tests.Exports;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("-12.50", "-12.50")]
    [InlineData("-1", "-1")]
    [InlineData("+3", "+3")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("-2|cmd", "'-2|cmd")]
    [InlineData("-1,5", "'-1,5")]
    [InlineData("-", "'-")]
    [InlineData("=1", "'=1")]
    [InlineData("AC-1", "AC-1")]
    public void Row_OfReadyTexts_KeepsNumbersAndDisarmsTheRest(string given, string written)
    {
        using var stream = new MemoryStream();
        using (var table = CsvTable.To(stream))
        {
            table.Header(["amount_cents", "note"]);
            table.Row(given, "x");
        }

        var lines = CsvText.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray()[3..]));
        Assert.Equal(["amount", "note"], lines[0]);
        Assert.Equal([written, "x"], lines[1]);
    }
}
