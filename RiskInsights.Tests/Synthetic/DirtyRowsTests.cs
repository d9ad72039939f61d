using System.Globalization;

namespace RiskInsights.Tests.Synthetic;

public sealed class DirtyRowsTests
{
    [Fact]
    public async Task DirtyRows_TakenOutByTheirList_LeaveTheCleanBank()
    {
        using var clean = new DemoBankFolder();
        using var dirty = new DemoBankFolder();
        var options = DemoBankFolder.Small with { Clients = 400 };
        await clean.WriteAsync(options);
        var summary = await dirty.WriteAsync(options with { DirtyFraction = 0.02 });

        var listed = dirty.Rows("truth/dirty.csv").ToLookup(f => f[0], f => int.Parse(f[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal(summary.DirtyRows, listed.Sum(file => file.Count()));
        foreach (string file in new[] { "kyc.csv", "accounts.csv", "transactions.csv", "events.csv" })
        {
            var bad = listed[file].ToHashSet();
            Assert.NotEmpty(bad);
            Assert.Equal(clean.Lines(file), dirty.Lines(file).Where((_, i) => !bad.Contains(i + 1)));
        }

        double fraction = listed["transactions.csv"].Count() / (double)summary.Transactions;
        Assert.InRange(fraction, 0.017, 0.023);
    }

    [Fact]
    public async Task DirtyTransactions_EachKind_HaveTheFaultThatTheListNames()
    {
        using var folder = new DemoBankFolder();
        await folder.WriteAsync(DemoBankFolder.Small with { DirtyFraction = 0.02 });
        string[] lines = folder.Lines("transactions.csv");
        var accounts = folder.Rows("accounts.csv").Select(f => f[0]).ToHashSet(StringComparer.Ordinal);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] entry in folder.Rows("truth/dirty.csv").Where(f => f[0] is "transactions.csv"))
        {
            int line = int.Parse(entry[1], CultureInfo.InvariantCulture);
            string[] f = lines[line - 1].Split(',');
            bool amount = decimal.TryParse(f[3], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value);
            bool date = DateTime.TryParseExact(f[2], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var bookedAt);
            Assert.True(entry[2] switch
            {
                "duplicate_row" => string.Equals(lines[line - 1], lines[line - 2], StringComparison.Ordinal),
                "missing_amount" => f[3].Length == 0,
                "unparsable_amount" => f[3].Length > 0 && !amount,
                "unknown_account" => !accounts.Contains(f[1]),
                "future_date" => date && bookedAt.Year > 2100,
                "impossible_amount" => amount && value >= 1_000_000_000,
                "bad_date" => !date,
                "wrong_field_count" => f.Length == 10,
                "bad_code" => f[4] is "teleport",
                _ => false,
            }, $"line {line} is listed as {entry[2]}: {lines[line - 1]}");
            kinds.Add(entry[2]);
        }

        Assert.Equal(9, kinds.Count);
    }

    [Fact]
    public async Task CleanBank_HasNoListOfBadRows()
    {
        using var folder = new DemoBankFolder();
        var summary = await folder.WriteAsync(DemoBankFolder.Small);
        Assert.Equal(0, summary.DirtyRows);
        Assert.False(File.Exists(Path.Combine(folder.Path, "truth", "dirty.csv")));
    }
}
