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
        var path = Path.GetTempFileName();
        using (var stream = File.Create(path))
        using (var table = CsvTable.To(stream))
        {
            table.Header(["amount_cents", "note"]);
            table.Row(given, "x");
        }

        var file = CsvFile.Read(path);
        File.Delete(path);
        Assert.Equal(["amount", "note"], file.Header);
        Assert.Equal([written, "x"], Assert.Single(file.Rows));
    }
}
