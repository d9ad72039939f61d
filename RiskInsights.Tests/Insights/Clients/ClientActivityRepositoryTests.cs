using RiskInsights.Core.Insights.Clients;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Clients;

public sealed class ClientActivityRepositoryTests : IAsyncLifetime
{
    private ClientBank _bank = null!;

    public async Task InitializeAsync() => _bank = await ClientBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Read_OfAPeriod_HasTheClientsRowsAloneNewestFirst()
    {
        var activity = await _bank.ActivityAsync(new(2024, 1, 20), new(2024, 2, 29));
        Assert.Equal([8L, 6, 5, 4, 3], activity.Transactions.Select(t => t.Row.TransactionId));
        Assert.Equal(["e-3", "e-4"], activity.Events.Select(e => e.EventId));
        Assert.Equal((20240205, "missed_payment", 12_050L, "A1"), (activity.Events[0].DateKey, activity.Events[0].EventType, activity.Events[0].AmountCents, activity.Events[0].AccountId));
        Assert.Equal((null, null), (activity.Events[1].AmountCents, activity.Events[1].AccountId));
        Assert.False(activity.IsCut);
    }

    [EngineFact]
    public async Task Balances_OfEachDay_AreTheSumOfTheAccountsThatAreOpen()
    {
        var balances = (await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29))).Balances;
        Assert.Equal(60, balances.Count);
        long? On(int month, int day) => balances.Single(b => b.Day == new DateOnly(2024, month, day)).Cents;

        Assert.Null(On(1, 4));
        Assert.Equal(105_000, On(1, 5));
        Assert.Equal(105_000, On(1, 19));
        Assert.Equal(75_000, On(1, 20));

        // Two bookings on one day: the later one says the balance.
        Assert.Equal(-20_000, On(2, 3));

        // The savings account is closed on this day.
        Assert.Equal(-25_000, On(2, 10));

        // A booking without a balance changes nothing.
        Assert.Equal(-25_000, On(2, 29));
    }

    [EngineFact]
    public async Task Balances_OfAPeriodThatBeginsWithinAMonth_KnowWhatWasBefore()
    {
        var whole = (await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29))).Balances;
        for (var from = new DateOnly(2024, 1, 1); from <= new DateOnly(2024, 2, 29); from = from.AddDays(1))
            Assert.Equal(whole.Where(b => b.Day >= from), (await _bank.ActivityAsync(from, new(2024, 2, 29))).Balances);
    }

    [EngineFact]
    public async Task Balances_OnTheLastDayOfEachMonth_AreTheClosingBalancesOfTheAggregate()
    {
        var profile = await _bank.ProfileAsync();
        var balances = (await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29))).Balances;
        Assert.Equal(profile.Accounts.Sum(a => a.Months.Where(m => m.YearMonth == 202401).Sum(m => m.ClosingBalanceCents)), balances.Single(b => b.Day == new DateOnly(2024, 1, 31)).Cents);
        Assert.Equal(profile.BalanceCents, balances[^1].Cents);
    }

    [EngineFact]
    public async Task Unusual_IsAScoreFromTheLineUpOrAVerdict()
    {
        foreach (var (transaction, score) in new[] { (3L, 0.5), (4L, 0.7), (5L, 0.4) })
            await _bank.AddAnomalyAsync(2, transaction, score);
        await _bank.AddAnomalyAsync(1, 8, 0.99);
        await _bank.AddVerdictAsync(5, "unsure");
        await _bank.AddVerdictAsync(5, "legitimate");

        var activity = await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29), new AnomalyLine(2, 0.6));
        Assert.Equal([(5L, "legitimate"), (4L, null)], activity.Unusual.Select(t => (t.Row.TransactionId, t.Verdict)));
        Assert.Equal([null, null, 0.4, 0.7, 0.5, null, null], activity.Transactions.Select(t => t.Row.Score));

        // Before the first search only verdicts are known.
        Assert.Equal([5L], (await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29))).Unusual.Select(t => t.Row.TransactionId));
    }

    [EngineFact]
    public async Task Read_MoreThanIsHeld_KeepsTheNewestAndSaysSo()
    {
        var activity = await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29), most: 3);
        Assert.True(activity.IsCut);
        Assert.Equal([8L, 6, 5], activity.Transactions.Select(t => t.Row.TransactionId));
        Assert.False((await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29), most: 7)).IsCut);
        Assert.Equal(7, (await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29), most: int.MaxValue)).Transactions.Count);
    }

    [EngineFact]
    public async Task Read_OfAClientWithoutAccounts_HasNothing()
    {
        var activity = await _bank.Activities.ReadAsync(await _bank.ProfileAsync("affluent"), new(2024, 1, 1), new(2024, 2, 29), null);
        Assert.Empty(activity.Transactions);
        Assert.Empty(activity.Events);
        Assert.All(activity.Balances, b => Assert.Null(b.Cents));
    }

    public static TheoryData<string, ClientTransactionFilter> Filters => new()
    {
        { "8 6 5 4 3 2 1", new() },
        { "8 6 4 2", new() { Types = ["transfer"] } },
        { "5 3", new() { Channels = ["pos", "atm"] } },
        { "4", new() { Countries = ["CY"] } },
        { "6 2", new() { AccountId = "A2" } },
        { "4 3 1", new() { AtLeast = 300 } },
        { "8 6 5 2", new() { AtMost = 299.99m } },
        { "8", new() { AtLeast = 60, AtMost = 100, Types = ["transfer"] } },
        { "4", new() { UnusualOnly = true } },
        { "", new() { UnusualOnly = true, Types = ["cash"] } },
    };

    [EngineTheory]
    [MemberData(nameof(Filters))]
    public async Task Filter_AnyCombination_KeepsTheRows(string expected, ClientTransactionFilter filter)
    {
        await _bank.AddAnomalyAsync(1, 4, 0.9);
        var activity = await _bank.ActivityAsync(new(2024, 1, 1), new(2024, 2, 29), new AnomalyLine(1, 0.6));
        Assert.Equal(expected, string.Join(' ', filter.Of(activity).Select(t => t.Row.TransactionId)));
    }

    [Fact]
    public async Task Read_OnSqlite_SearchesTheDaysAndScansNoFacts()
    {
        var profile = await _bank.ProfileAsync();
        var steps = new List<string>();
        await _bank.Database.ForEachRecordAsync(
            "EXPLAIN QUERY PLAN " + ClientActivityRepository.RowsSql,
            new { clientKey = profile.ClientKey, days = profile.DaysWithTransactions(new(2024, 1, 1), new(2024, 2, 29)), version = 1, limit = 10 },
            row => steps.Add(row.GetString(3)));

        // Older ones than 3.36 name the table before its alias.
        Assert.Contains(steps, s => s.Contains(" t USING PRIMARY KEY (date_key=?", StringComparison.Ordinal));
        Assert.Contains(steps, s => s.Contains(" s USING PRIMARY KEY (version=? AND transaction_id=? AND client_key=?", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, s => s.StartsWith("SCAN", StringComparison.Ordinal));
    }
}
