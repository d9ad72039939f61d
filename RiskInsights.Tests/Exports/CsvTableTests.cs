using System.Globalization;
using System.Text;
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

    /// <summary>A negative number with an exponent is no formula, though it begins like one.</summary>
    [Theory]
    [InlineData(-1.5e-5f, "-1.5E-05")]
    [InlineData(-1.5e9f, "-1.5E+09")]
    [InlineData(0.1f, "0.1")]
    [InlineData(1.0000001f, "1.0000001")]
    [InlineData(16777216f, "16777216")]
    [InlineData(float.NaN, "")]
    public void Row_OfNumbers_KeepsTheirBitsAndLeavesTheUnknownEmpty(float given, string written)
    {
        using var stream = new MemoryStream();
        using (var table = CsvTable.To(stream))
            table.Row(["=1", "CL-1"], [given, 1]);

        Assert.Equal($"'=1,CL-1,{written},1", Encoding.UTF8.GetString(stream.ToArray()).Trim('\uFEFF', '\r', '\n'));
        if (written.Length > 0)
            Assert.Equal(given, (float)double.Parse(written, CultureInfo.InvariantCulture));
    }
}
