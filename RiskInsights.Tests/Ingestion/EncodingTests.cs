using System.Text;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class EncodingTests : IDisposable
{
    // Beyond ASCII in one, two, three and four bytes of UTF-8; cp1252 has the first two words only.
    private const string Western = "Île-de-France – Œuvre €";
    private const string World = Western + " Łódź 東京 🏦";
    private readonly SmallBank _bank = new();

    public EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _bank.Dispose();

    public static TheoryData<string, bool, string> Encodings => new()
    {
        { "utf-8", false, World }, { "utf-8", true, World },
        { "utf-16", false, World }, { "utf-16", true, World },
        { "utf-16BE", false, World }, { "utf-16BE", true, World },
        { "windows-1252", false, Western },
    };

    [EngineTheory]
    [MemberData(nameof(Encodings))]
    public async Task Import_AnyEncoding_KeepsAccentsExactly(string name, bool byteOrderMark, string region)
    {
        var encoding = Encoding.GetEncoding(name);
        var body = encoding.GetBytes(Clients(region));
        var report = await _bank.ImportAsync("kyc.csv", byteOrderMark ? [.. encoding.GetPreamble(), .. body] : body);
        Assert.Equal(3000, report.Loaded);
        Assert.Equal([region], await _bank.Database.RowsAsync<string>("SELECT DISTINCT region FROM dim_clients"));
    }

    [EngineTheory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Import_AnySeparator_LoadsTheSame(char separator)
    {
        await _bank.ImportAsync("kyc.csv", SmallBank.Kyc.Replace("\"Smith, Jo\"", "Jo", StringComparison.Ordinal).Replace(',', separator));
        await _bank.ImportAsync("accounts.csv", SmallBank.Accounts.Replace(',', separator).Replace("\n", "\r\n", StringComparison.Ordinal));
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions.Replace(',', separator));
        Assert.Equal(5, report.Loaded);
        Assert.Equal(116745, await _bank.ValueAsync<long>("SELECT SUM(amount_cents) FROM fact_transactions"));
    }

    [EngineFact]
    public async Task Import_SpreadsheetExport_AnnouncedSeparatorCommaDecimalsAndDottedDates()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("export.csv", "sep=;\r\n" + SmallBank.TransactionsHeader.Replace(',', ';') + "\r\n"
            + "1;A1;31.01.2024 08:15;-1.234,56;Card Payment;POS;fr;Groceries;10.000,00\r\n2;A1;01.02.2024;\"2 000,5\";salary;system;FR;;\r\n");
        Assert.Equal(2, report.Loaded);
        Assert.Equal(
            ["20240131|29700|-123456|card_payment|FR|groceries|1000000", "20240201|0|200050|salary|FR|none|0"],
            await _bank.Database.RowsAsync<string>("""
                SELECT date_key || '|' || second_of_day || '|' || amount_cents || '|' || type || '|' || counterparty_country || '|' || COALESCE(merchant_category, 'none')
                  || '|' || COALESCE(balance_after_cents, 0)
                FROM fact_transactions ORDER BY transaction_id
                """));
    }

    [EngineFact]
    public async Task Import_Utf8WithDamagedRow_LosesThatRowAndStaysUtf8()
    {
        var bytes = Encoding.UTF8.GetBytes(Clients(World));
        var at = bytes.AsSpan().LastIndexOf("東"u8);
        bytes[at] = 0xFF;
        var report = await _bank.ImportAsync("kyc.csv", bytes);
        Assert.Equal([("undecodable_text", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.Equal([World], await _bank.Database.RowsAsync<string>("SELECT DISTINCT region FROM dim_clients"));
    }

    [EngineFact]
    public async Task Import_Cp1252WithByteOfNoCharacter_LosesThatRow()
    {
        var bytes = Encoding.GetEncoding("windows-1252").GetBytes(Clients(Western));
        bytes[bytes.AsSpan().LastIndexOf((byte)0x80)] = 0x81;
        var report = await _bank.ImportAsync("kyc.csv", bytes);
        Assert.Equal((2999L, 1L), (report.Loaded, report.Quarantined));
        Assert.Equal([Western], await _bank.Database.RowsAsync<string>("SELECT DISTINCT region FROM dim_clients"));
    }

    [EngineFact]
    public async Task Import_Utf16WithLoneSurrogate_LosesThatRow()
    {
        var bytes = Encoding.Unicode.GetBytes(Clients(World));
        var at = bytes.AsSpan().LastIndexOf(Encoding.Unicode.GetBytes("🏦"));
        (bytes[at], bytes[at + 1]) = ((byte)'x', 0);
        var report = await _bank.ImportAsync("kyc.csv", bytes);
        Assert.Equal([("undecodable_text", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
    }

    [EngineFact]
    public async Task Import_ControlCharacterInText_IsRejectedAndShownAsHexadecimal()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("events.csv", SmallBank.EventsHeader + "\ne\u0001,1001,,2024-01-01,complaint,\n");
        Assert.Equal([("undecodable_text", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
    }

    [EngineFact]
    public async Task Import_UndecodableTransaction_KeepsItsBytesAsHexadecimal()
    {
        await _bank.WithAccountsAsync();
        byte[] row = [.. "7,A1,2024-01-01,1,transfer,online,FR,"u8, 0x81, .. ",\n"u8];
        await _bank.ImportAsync("transactions.csv", [.. Encoding.UTF8.GetBytes(SmallBank.TransactionsHeader + "\n"), .. row]);
        Assert.Equal("7,A1,2024-01-01,1,transfer,online,FR,\\x81,", await _bank.ValueAsync<string>("SELECT raw_line FROM ops_quarantine"));
    }

    // Long enough for characters to stand across the borders of every buffer.
    private static string Clients(string region)
    {
        var text = new StringBuilder(SmallBank.KycHeader + "\n");
        for (var i = 0; i < 3000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{new string('n', i % 7)},1980-01-01,,,retail,FR,{region},verified,low,2020-01-01,\n");
        return text.ToString();
    }
}
