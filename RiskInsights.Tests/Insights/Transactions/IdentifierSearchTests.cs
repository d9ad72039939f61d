using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Transactions;

public sealed class IdentifierSearchTests : IAsyncLifetime
{
    private readonly SmallBank _bank = new();

    private IdentifierSearch Search => new(_bank.Database);

    public Task InitializeAsync() => _bank.WithAccountsAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineTheory]
    [InlineData("A", 10, "A1 A2")]
    [InlineData("a", 10, "A1 A2")]
    [InlineData("A", 1, "A1")]
    [InlineData("A2", 10, "A2")]
    [InlineData("b1", 10, "B1")]
    [InlineData("1", 10, "")]
    [InlineData("A11", 10, "")]
    [InlineData("%", 10, "")]
    [InlineData("_", 10, "")]
    [InlineData("' OR 1=1 --", 10, "")]
    [InlineData("", 10, "")]
    public async Task Accounts_ByTheirBeginning_AreFound(string beginning, int limit, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await Search.AccountsAsync(beginning, limit)).Select(a => a.AccountId)));

    [EngineFact]
    public async Task Accounts_LowerCaseNumbers_AreFoundAsWritten()
    {
        await _bank.ImportAsync("accounts.csv", SmallBank.AccountsHeader + "\nab-1,1001,current,EUR,2020-01-02,,\n");
        Assert.Equal("ab-1", Assert.Single(await Search.AccountsAsync("ab", 10)).AccountId);
    }

    [EngineFact]
    public async Task Clients_ByPseudonym_AreFoundInAnyCaseAndWithoutPrefix()
    {
        var ids = (await _bank.Database.RowsAsync<string>("SELECT client_id FROM dim_clients ORDER BY client_id")).ToList();
        Assert.Equal(ids, (await Search.ClientsAsync("cl-", 10)).Select(c => c.ClientId));
        Assert.Equal(ids[0], (await Search.ClientsAsync(ids[0], 10)).Single().ClientId);
        Assert.Equal(ids[1], (await Search.ClientsAsync(ids[1][3..12].ToLowerInvariant(), 10)).Single().ClientId);
        Assert.Empty(await Search.ClientsAsync(ids[0] + "0", 10));
        Assert.Empty(await Search.ClientsAsync("1001", 10));
    }

    [Theory]
    [InlineData("SELECT account_id FROM dim_accounts WHERE account_id >= @first AND account_id <= @last ORDER BY account_id LIMIT 6")]
    [InlineData("SELECT client_id, segment, country FROM dim_clients WHERE client_id >= @first AND client_id <= @last ORDER BY client_id LIMIT 6")]
    public async Task Range_OfABeginning_UsesTheUniqueIndex(string sql)
    {
        var steps = new List<string>();
        await _bank.Database.ForEachRecordAsync("EXPLAIN QUERY PLAN " + sql, new { first = "A", last = "A\U0010FFFF" }, row => steps.Add(row.GetString(3)));
        Assert.StartsWith("SEARCH", Assert.Single(steps), StringComparison.Ordinal);
    }
}
