using System.Globalization;
using System.Text;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

/// <summary>An identifier is loaded once, in whatever order, file, block or month it comes.</summary>
public sealed class TransactionKeysTests : IDisposable
{
    // More than two blocks of the load.
    private const int Rows = 10_000;

    private const string IdentifierIndexes = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'fact_transactions_identifier'";

    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    public static TheoryData<string> Orders => ["ascending", "descending", "shuffled"];

    [EngineTheory]
    [MemberData(nameof(Orders))]
    public async Task Import_IdentifiersInAnyOrder_LoadsEachOnce(string order)
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("any.csv", File(Ordered(order)));
        Assert.Equal((Rows, Rows), (report.Read, report.Loaded));
        Assert.Equal(Rows, await _bank.ValueAsync<int>("SELECT COUNT(DISTINCT transaction_id) FROM fact_transactions"));
        await AggregateFigures.AssertEqualRebuildAsync(_bank.Database);
    }

    [EngineTheory]
    [MemberData(nameof(Orders))]
    public async Task Import_FileComesAgainWithATail_LoadsTheTail(string order)
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("first.csv", File(Ordered(order).Where(id => id <= 9_000)));
        var report = await _bank.ImportAsync("whole.csv", File(Ordered(order)));
        Assert.Equal((10_000, 1_000, 9_000, 0), (report.Read, report.Loaded, report.Unchanged, report.Quarantined));
        await AggregateFigures.AssertEqualRebuildAsync(_bank.Database);
    }

    [EngineFact]
    public async Task Import_IdentifierAgainFarBelow_IsADuplicate()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("twice.csv", File([.. Enumerable.Range(1, Rows), 1, Rows, 4_097]));
        Assert.Equal((Rows, 3), (report.Loaded, report.Quarantined));
        Assert.Equal([("duplicate_in_file", 3L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
    }

    [EngineFact]
    public async Task Import_IdentifierTwiceBelowTheHighest_IsADuplicateWithinItsBlock()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("low.csv", File([900, 5, 5, 900]));
        Assert.Equal((2, 2), (report.Loaded, report.Quarantined));
    }

    [EngineFact]
    public async Task Import_LoadedIdentifierOnADayOfAnotherMonth_IsAConflict()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("january.csv", SmallBank.Transactions);
        var report = await _bank.ImportAsync("moved.csv", SmallBank.TransactionsHeader + """

            3,A1,2023-05-03T10:00:00,-100.00,cash,atm,ES,,1887.50

            """);
        Assert.Equal([("conflicts_with_loaded", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.Equal(20240103, await _bank.ValueAsync<int>("SELECT date_key FROM fact_transactions WHERE transaction_id = 3"));
    }

    [Fact]
    public async Task Import_IdentifiersGrow_NeedsNoIndexOnThem()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("first.csv", File(Ordered("ascending").Where(id => id <= 9_000)));
        await _bank.ImportAsync("whole.csv", File(Ordered("ascending")));
        await _bank.ImportAsync("late.csv", File([10_002, 10_001, 10_001]));
        Assert.Equal(0, await _bank.ValueAsync<int>(IdentifierIndexes));
    }

    [Fact]
    public async Task Import_IdentifiersInNoOrder_IndexesThem()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("any.csv", File(Ordered("shuffled")));
        Assert.Equal(1, await _bank.ValueAsync<int>(IdentifierIndexes));
    }

    [EngineFact]
    public async Task Import_HighestIdentifier_IsKeptWithTheBatch()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("first.csv", File([5, 9, 7]));
        var first = await _bank.ValueAsync<long>("SELECT MAX(batch_id) FROM ops_batches");
        Assert.Equal($"9 after batch {first}", await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'highest_transaction_id'"));
        await _bank.ImportAsync("second.csv", File([3]));
        Assert.Equal($"9 after batch {first + 1}", await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'highest_transaction_id'"));
    }

    // As a program of a former version would, which still runs beside this one.
    [EngineFact]
    public async Task Import_BatchThatDidNotKeepTheHighestIdentifier_IsNoticed()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("first.csv", File([5]));
        var kept = await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'highest_transaction_id'");
        await _bank.ImportAsync("second.csv", File([7]));
        await _bank.Database.WriteAsync(writer => writer.Execute("UPDATE ops_properties SET value = @kept WHERE name = 'highest_transaction_id'", new { kept }));
        var report = await _bank.ImportAsync("third.csv", File([7, 8]));
        Assert.Equal((1, 1, 0), (report.Loaded, report.Unchanged, report.Quarantined));
    }

    [EngineFact]
    public async Task Import_EarlierMonthAfterALaterOne_MergesIntoTheAggregates()
    {
        await _bank.WithAccountsAsync();
        var ids = Enumerable.Range(1, 600).ToList();
        await _bank.ImportAsync("late.csv", File(ids.Where(id => id > 300)));
        await _bank.ImportAsync("early.csv", File(ids.Where(id => id <= 350)));
        await AggregateFigures.AssertEqualRebuildAsync(_bank.Database);
        Assert.Equal(600, await _bank.ValueAsync<int>("SELECT SUM(transaction_count) FROM agg_account_month"));
        Assert.Equal(600, await _bank.ValueAsync<int>("SELECT SUM(transaction_count) FROM agg_amounts"));
    }

    private static IEnumerable<int> Ordered(string order)
    {
        var ids = Enumerable.Range(1, Rows);
        var random = new Random(7);
        return order switch
        {
            "ascending" => ids,
            "descending" => ids.Reverse(),
            _ => ids.OrderBy(_ => random.Next()),
        };
    }

    // What a transaction is follows from its identifier, so that it is the same in every file.
    private static string File(IEnumerable<int> ids)
    {
        var text = new StringBuilder(SmallBank.TransactionsHeader).Append('\n');
        foreach (var id in ids)
        {
            var at = new DateTime(2023, 1, 1, 8, 0, 0, DateTimeKind.Unspecified).AddHours(id % 9_000);
            text.Append(CultureInfo.InvariantCulture, $"{id},{(id % 3) switch { 0 => "A1", 1 => "A2", _ => "B1" }},{at:yyyy-MM-ddTHH:mm:ss},-{(id * 37 % 2_000_000) / 100m:F2},cash,atm,FR,,\n");
        }

        return text.ToString();
    }
}
