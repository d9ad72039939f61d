using RiskInsights.Core.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

/// <summary>Each rule of a row, broken in one column.</summary>
public sealed class RowRulesTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [EngineTheory]
    [InlineData(",A1,2024-01-01,1,transfer,online,FR,,", "missing_value", "transaction_id")]
    [InlineData("0,A1,2024-01-01,1,transfer,online,FR,,", "not_a_number", "transaction_id")]
    [InlineData("1x,A1,2024-01-01,1,transfer,online,FR,,", "not_a_number", "transaction_id")]
    [InlineData("99999999999999999999,A1,2024-01-01,1,transfer,online,FR,,", "not_a_number", "transaction_id")]
    [InlineData("9,,2024-01-01,1,transfer,online,FR,,", "missing_value", "account_id")]
    [InlineData("9,Z1,2024-01-01,1,transfer,online,FR,,", "unknown_account", "account_id")]
    [InlineData("9,A1,,1,transfer,online,FR,,", "missing_value", "booked_at")]
    [InlineData("9,A1,2024-02-30,1,transfer,online,FR,,", "bad_date", "booked_at")]
    [InlineData("9,A1,1850-01-01,1,transfer,online,FR,,", "bad_date", "booked_at")]
    [InlineData("9,A1,2024-01-01T25:00:00,1,transfer,online,FR,,", "bad_date", "booked_at")]
    [InlineData("9,A1,2024-01-01T08:00:00Z,1,transfer,online,FR,,", "bad_date", "booked_at")]
    [InlineData("9,A1,2024-07-01,1,transfer,online,FR,,", "future_date", "booked_at")]
    [InlineData("9,A1,2019-12-31,1,transfer,online,FR,,", "before_opening", "booked_at")]
    [InlineData("9,A1,2024-01-01,,transfer,online,FR,,", "missing_value", "amount")]
    [InlineData("9,A1,2024-01-01,abc,transfer,online,FR,,", "not_a_number", "amount")]
    [InlineData("9,A1,2024-01-01,1e5,transfer,online,FR,,", "not_a_number", "amount")]
    [InlineData("9,A1,2024-01-01,NaN,transfer,online,FR,,", "not_a_number", "amount")]
    [InlineData("9,A1,2024-01-01,1.2345,transfer,online,FR,,", "too_precise", "amount")]
    [InlineData("9,A1,2024-01-01,0.00,transfer,online,FR,,", "impossible_amount", "amount")]
    [InlineData("9,A1,2024-01-01,-100000000.01,transfer,online,FR,,", "impossible_amount", "amount")]
    [InlineData("9,A1,2024-01-01,99999999999999999999,transfer,online,FR,,", "not_a_number", "amount")]
    [InlineData("9,A1,2024-01-01,1,,online,FR,,", "missing_value", "type")]
    [InlineData("9,A1,2024-01-01,1,gift,online,FR,,", "unknown_code", "type")]
    [InlineData("9,A1,2024-01-01,1,transfer,pigeon,FR,,", "unknown_code", "channel")]
    [InlineData("9,A1,2024-01-01,1,transfer,online,ZZ,,", "unknown_code", "counterparty_country")]
    [InlineData("9,A1,2024-01-01,1,transfer,online,,,", "missing_value", "counterparty_country")]
    [InlineData("9,A1,2024-01-01,1,transfer,online,FR,é!,", "unknown_code", "merchant_category")]
    [InlineData("9,A1,2024-01-01,1,transfer,online,FR,,x", "not_a_number", "balance_after")]
    public async Task Transaction_BreaksRule_IsQuarantinedWithColumn(string row, string rule, string column)
    {
        await _bank.WithAccountsAsync();
        await AssertQuarantinedAsync("transactions.csv", SmallBank.TransactionsHeader + "\n8,A1,2024-06-30T23:59:59,1,transfer,online,FR,,\n" + row + "\n", rule, column, row);
    }

    [EngineTheory]
    [InlineData(",,1980-01-01,,,retail,FR,,verified,low,2020-01-01,", "missing_value", "client_id")]
    [InlineData("5,,1980-13-01,,,retail,FR,,verified,low,2020-01-01,", "bad_date", "birth_date")]
    [InlineData("5,,2980-01-01,,,retail,FR,,verified,low,2020-01-01,", "bad_date", "birth_date")]
    [InlineData("5,,1980-01-01,,,royal,FR,,verified,low,2020-01-01,", "unknown_code", "segment")]
    [InlineData("5,,1980-01-01,,,retail,France,,verified,low,2020-01-01,", "unknown_code", "country")]
    [InlineData("5,,1980-01-01,,,retail,FR,,maybe,low,2020-01-01,", "unknown_code", "kyc_status")]
    [InlineData("5,,1980-01-01,,,retail,FR,,verified,none,2020-01-01,", "unknown_code", "kyc_risk_rating")]
    [InlineData("5,,1980-01-01,,,retail,FR,,verified,low,2024-07-01,", "future_date", "joined_on")]
    [InlineData("5,,1980-01-01,,,retail,FR,,verified,low,1979-01-01,", "dates_out_of_order", "joined_on")]
    [InlineData("5,,1980-01-01,,,retail,FR,,verified,low,2020-01-01,2019-01-01", "dates_out_of_order", "left_on")]
    [InlineData("5,,1980-01-01,,,retail,FR,a region with a name that is longer than any region's name has ever been,verified,low,2020-01-01,", "identifier_too_long", "region")]
    [InlineData("4,,1980-01-01,,,retail,FR,,verified,low,2020-01-01,", "duplicate_in_file", "client_id")]
    public Task Client_BreaksRule_IsQuarantinedWithoutItsLine(string row, string rule, string column) =>
        AssertQuarantinedAsync("kyc.csv", SmallBank.KycHeader + "\n4,,,,,retail,FR,,verified,low,2020-01-01,\n" + row + "\n", rule, column, null);

    [EngineTheory]
    [InlineData(",1001,current,EUR,2020-01-02,,", "missing_value", "account_id")]
    [InlineData("C1,9999,current,EUR,2020-01-02,,", "unknown_client", "client_id")]
    [InlineData("C1,1001,piggy,EUR,2020-01-02,,", "unknown_code", "account_type")]
    [InlineData("C1,1001,current,Euro,2020-01-02,,", "unknown_code", "currency")]
    [InlineData("C1,1001,current,USD,2020-01-02,,", "currency_differs", "currency")]
    [InlineData("C1,1001,current,EUR,,,", "missing_value", "opened_on")]
    [InlineData("C1,1001,current,EUR,2020-01-02,2020-01-01,", "dates_out_of_order", "closed_on")]
    [InlineData("C1,1001,current,EUR,2020-01-02,,-1", "impossible_amount", "credit_limit")]
    [InlineData("C0,1001,current,EUR,2020-01-02,,", "duplicate_in_file", "account_id")]
    public async Task Account_BreaksRule_IsQuarantinedWithColumn(string row, string rule, string column)
    {
        await _bank.WithAccountsAsync();
        await AssertQuarantinedAsync("accounts.csv", SmallBank.AccountsHeader + "\nC0,1001,current,EUR,2020-01-02,,\n" + row + "\n", rule, column);
    }

    [EngineTheory]
    [InlineData("1001")]
    [InlineData("\"1001\"")]
    [InlineData(" 1001 ")]
    public async Task Account_Quarantined_ShowsThePseudonymInsteadOfTheClient(string client)
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("accounts.csv", SmallBank.AccountsHeader + $"\nC1,{client},piggy,EUR,2020-01-02,,12.5\n");
        var pseudonym = await _bank.ValueAsync<string>("SELECT client_id FROM dim_clients WHERE segment = 'retail'");
        Assert.Equal($"C1,{pseudonym},piggy,EUR,2020-01-02,,12.5", await _bank.ValueAsync<string>("SELECT raw_line FROM ops_quarantine"));
    }

    [EngineTheory]
    [InlineData("client_id,account_id,account_type,currency,opened_on", "1001,C1,piggy,EUR,2020-01-02", "{0},C1,piggy,EUR,2020-01-02")]
    [InlineData("account_id,account_type,currency,opened_on,client_id", "C1,piggy,EUR,2020-01-02,1001", "C1,piggy,EUR,2020-01-02,{0}")]
    public async Task Account_ClientStandsFirstOrLast_ItsPseudonymStandsThere(string header, string row, string kept)
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("accounts.csv", $"{header}\r\n{row}\r\n");
        var pseudonym = await _bank.ValueAsync<string>("SELECT client_id FROM dim_clients WHERE segment = 'retail'");
        Assert.Equal(kept.Replace("{0}", pseudonym, StringComparison.Ordinal), await _bank.ValueAsync<string>("SELECT raw_line FROM ops_quarantine"));
    }

    [EngineFact]
    public async Task Quarantine_AsCsv_NamesFileLineColumnRuleAndDisarmsFormulas()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.TransactionsHeader + "\n=1+1,A1,2024-01-01,1,transfer,online,FR,,\n");
        using var csv = new MemoryStream();
        await _bank.Batches.WriteQuarantineAsync(report.BatchId, csv);
        var lines = System.Text.Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n");
        Assert.Equal("file,line,column,rule,detail,raw_line", lines[0]);
        Assert.StartsWith("transactions.csv,2,transaction_id,not_a_number,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"'=1+1,A1,2024-01-01,1,transfer,online,FR,,\"", lines[1], StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Text_Payloads_AreStoredVerbatim()
    {
        string[] payloads = ["=cmd|'/C calc'!A0", "<script>alert(1)</script>", "'; DROP TABLE dim_clients; --"];
        var rows = payloads.Select((p, i) => $"{i},,,,,retail,FR,\"{p}\",verified,low,,");
        await _bank.ImportAsync("kyc.csv", SmallBank.KycHeader + "\n" + string.Join('\n', rows) + "\n");
        Assert.Equal(payloads.Order(StringComparer.Ordinal), (await _bank.Database.RowsAsync<string>("SELECT region FROM dim_clients")).Order(StringComparer.Ordinal));
    }

    [EngineFact]
    public void Rules_All_HaveUniqueNamesAndAreDocumented()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(typeof(Rules).GetFields().Length, Rules.All.Count);
        var documented = File.ReadAllText(Repository.Path("data", "README.md"));
        Assert.All(Rules.All, r => Assert.Contains($"| `{r.Id}` | {r.Meaning} |", documented, StringComparison.Ordinal));
    }

    private async Task AssertQuarantinedAsync(string fileName, string text, string rule, string column, string? rawLine = "any")
    {
        var report = await _bank.ImportAsync(fileName, text);
        Assert.Equal((2L, 1L, 1L), (report.Read, report.Loaded, report.Quarantined));
        Assert.Equal($"3|{column}|{rule}", await _bank.ValueAsync<string>("SELECT line_number || '|' || column_name || '|' || rule FROM ops_quarantine"));
        Assert.Equal(Rules.All.Single(r => r.Id == rule).Meaning, await _bank.ValueAsync<string>("SELECT detail FROM ops_quarantine"));
        if (rawLine is not "any")
            Assert.Equal(rawLine, await _bank.ValueAsync<string?>("SELECT raw_line FROM ops_quarantine"));
    }
}
