using System.Text;
using RiskInsights.Core.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

/// <summary>Files that are refused as a whole, and files that are damaged in one place.</summary>
public sealed class BadFileTests : IDisposable
{
    private const string Row = "1,A1,2024-01-01T08:00:00,1.00,transfer,online,FR,groceries,5.00\n";
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    /// <summary>By name: a case that carried its bytes would be written out by the runner, byte by byte, gigabytes of it.</summary>
    private static readonly Dictionary<string, (byte[] Bytes, string Rule, string Says)> Refused = new(StringComparer.Ordinal)
    {
        ["nothing"] = ([], "empty_file", "empty"),
        ["empty lines"] = ("\r\n\r\n\n"u8.ToArray(), "empty_file", "empty lines"),
        ["byte order mark alone"] = ([0xEF, 0xBB, 0xBF], "empty_file", "empty lines"),
        ["header alone"] = (Utf8(SmallBank.TransactionsHeader + "\n"), "header_only", "no row"),
        ["header without line end"] = (Utf8(SmallBank.TransactionsHeader), "header_only", "no row"),
        ["header and empty lines"] = (Utf8(SmallBank.TransactionsHeader + "\n\n\n"), "header_only", "no row"),
        ["missing column"] = (Utf8(SmallBank.TransactionsHeader.Replace(",amount", "", StringComparison.Ordinal) + "\n" + Row), "wrong_columns", "missing: amount"),
        ["unknown column"] = (Utf8(SmallBank.TransactionsHeader + ",colour\n" + Row), "wrong_columns", "colour"),
        ["column twice"] = (Utf8(SmallBank.TransactionsHeader + ",amount\n" + Row), "wrong_columns", "amount"),
        ["other table"] = (Utf8("a,b,c\n1,2,3\n"), "wrong_columns", "Expected: transaction_id, account_id"),
        ["other separator"] = (Utf8(SmallBank.TransactionsHeader.Replace(',', '|') + "\n" + Row.Replace(',', '|')), "wrong_columns", "no comma, semicolon or tab"),
        ["UTF-32"] = ([0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(SmallBank.TransactionsHeader + "\n" + Row)], "binary_file", "UTF-32"),
        ["zip"] = ([.. "PK\u0003\u0004"u8, .. new byte[500]], "binary_file", "compressed"),
        ["gzip"] = ([0x1F, 0x8B, 8, 0, 1, 2, 3], "binary_file", "compressed"),
        ["image"] = ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8], "binary_file", "zero bytes"),
        ["endless row"] = (Utf8(SmallBank.TransactionsHeader + "\n" + Row + new string('9', 3 << 20)), "field_too_long", "line 3 is longer than 1,048,576"),
        ["endless quote"] = (Utf8(SmallBank.TransactionsHeader + "\n" + Row + "2,\"" + new string('9', 3 << 20)), "field_too_long", "1,048,576"),
        ["both date orders"] = (Utf8(SmallBank.TransactionsHeader + "\n" + Row.Replace("2024-01-01", "13/01/2024", StringComparison.Ordinal) + Row.Replace("2024-01-01", "01/13/2024", StringComparison.Ordinal)), "mixed_date_order", "yyyy-mm-dd"),
    };

    public static TheoryData<string> RefusedFiles => [.. Refused.Keys];

    [EngineTheory]
    [MemberData(nameof(RefusedFiles))]
    public async Task Import_FileBreaksRule_IsRefusedWithNothingWritten(string what)
    {
        var (bytes, rule, says) = Refused[what];
        await _bank.WithAccountsAsync();
        var error = await Assert.ThrowsAsync<ImportRefusedException>(() => _bank.ImportAsync("transactions.csv", bytes));
        Assert.True(rule == error.Rule.Id, what);
        Assert.StartsWith("transactions.csv: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT (SELECT COUNT(*) FROM fact_transactions) + (SELECT COUNT(*) FROM ops_quarantine)"));
    }

    [EngineFact]
    public async Task Import_FileWithoutHeader_IsRefusedWithoutShowingItsData()
    {
        var error = await Assert.ThrowsAsync<ImportRefusedException>(
            () => _bank.ImportAsync("kyc.csv", SmallBank.Kyc[(SmallBank.KycHeader.Length + 1)..]));
        Assert.Equal("wrong_columns", error.Rule.Id);
        Assert.DoesNotContain("dupr", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [EngineFact]
    public async Task ImportFolder_OneFileOfNoSource_IsRefusedBeforeAnythingIsWritten()
    {
        await File.WriteAllTextAsync(Path.Combine(_bank.Files, "kyc.csv"), SmallBank.Kyc);
        await File.WriteAllTextAsync(Path.Combine(_bank.Files, "notes.csv"), "a,b\n1,2\n");
        var error = await Assert.ThrowsAsync<ImportRefusedException>(() => _bank.Importer.ImportFolderAsync(_bank.Files, Families.Canonical, "tester"));
        Assert.Equal("notes.csv", error.FileName);
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM dim_clients"));
    }

    [EngineFact]
    public async Task ImportFolder_EmptyOrMissing_SaysWhatIsExpected()
    {
        var empty = await Assert.ThrowsAsync<ImportRefusedException>(() => _bank.Importer.ImportFolderAsync(_bank.Files, Families.Berka, "tester"));
        Assert.Contains("client.asc", empty.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<ImportRefusedException>(
            () => _bank.Importer.ImportFolderAsync(Path.Combine(_bank.Files, "nowhere"), Families.Canonical, "tester"));
        Assert.Equal("file_missing", missing.Rule.Id);
    }

    [EngineTheory]
    [InlineData("2,A1,2024-01-02T08:0", "truncated_line")]
    [InlineData("2,A1,2024-01-02T08:00:00,1.00,transfer,online,FR,\"groc", "truncated_line")]
    [InlineData("2,A1,2024-01-02T08:00:00\n", "wrong_field_count")]
    [InlineData("2,A1,2024-01-02T08:00:00,1.00,transfer,online,FR,groceries,5.00,more", "wrong_field_count")]
    [InlineData("2,A1,2024-01-02T08:00:00,1.00,transfer,online,FR,\"groceries,5.00\n3,A1,2024-01-02T08:00:00,1.00,transfer,online,FR,groceries,5.00\n", "unbalanced_quote")]
    [InlineData("2,A1,2024-01-02T08:00:00,1.00,trans\"fer,online,FR,groceries,5.00\n", "unbalanced_quote")]
    public async Task Import_RowIsDamaged_OnlyThatRowIsLost(string damaged, string rule)
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.TransactionsHeader + "\n" + Row + damaged);
        Assert.Equal([(rule, 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.Equal(report.Read - 1, report.Loaded);
        Assert.Equal(3, await _bank.ValueAsync<long>("SELECT line_number FROM ops_quarantine"));
    }

    [EngineFact]
    public async Task Import_LastRowWithoutLineEnd_IsLoaded()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.TransactionsHeader + "\n" + Row.TrimEnd());
        Assert.Equal(1, report.Loaded);
    }

    [EngineFact]
    public async Task Import_NameOverTwoLinesInQuotes_IsOneClient()
    {
        var report = await _bank.ImportAsync("kyc.csv", SmallBank.KycHeader + "\n7,\"Ann\nLee\",1980-01-01,,,retail,FR,,verified,low,2020-01-01,\n8,,1980-01-01,,,retail,FR,,verified,wrong,2020-01-01,\n");
        Assert.Equal((2L, 1L), (report.Read, report.Loaded));
        Assert.Equal(4, await _bank.ValueAsync<long>("SELECT line_number FROM ops_quarantine"));
    }

    [EngineFact]
    public async Task Import_EveryRowBad_IsABatchOfQuarantinedRows()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.TransactionsHeader + "\n" + Row.Replace("A1", "??", StringComparison.Ordinal));
        Assert.Equal((1L, 0L, 0L, 1L), (report.Read, report.Loaded, report.Unchanged, report.Quarantined));
    }

    [EngineFact]
    public async Task Import_SameFileTwiceAtOnce_OneLoadsIt()
    {
        await _bank.WithAccountsAsync();
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _bank.ImportAsync("transactions.csv", SmallBank.Transactions)));
        Assert.Single(reports, r => !r.AlreadyLoaded);
        Assert.Equal(5, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
