using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Anomalies;

public sealed class VerdictsTests : IAsyncLifetime
{
    private WatchedBank _bank = null!;

    public async Task InitializeAsync() => _bank = await WatchedBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Decide_Again_KeepsBothAndTheNewestCounts()
    {
        await _bank.Verdicts.DecideAsync([9001], Verdict.Fraud, "called", "ana");
        var before = await _bank.Verdicts.LatestAsync();
        await _bank.Verdicts.DecideAsync([9001], Verdict.Legitimate, "house purchase", "bob");

        Assert.Equal(2, await _bank.Bank.ValueAsync<int>("SELECT COUNT(*) FROM ml_verdicts"));
        Assert.True(await _bank.Verdicts.LatestAsync() > before);
        var row = Assert.Single(await _bank.Selections.RowsAsync(1, [9001], new AnomalyPage(AnomalySort.Score, false, 0, 1)));
        Assert.Equal(("legitimate", "house purchase", "bob", _bank.Time.GetUtcNow()), (row.Verdict, row.Note, row.DecidedBy, row.DecidedAt));
        var counts = await _bank.Anomalies.CountsAsync(1, WatchedBank.Everything, 0.99);
        Assert.Equal((0L, 1L), (counts.Flagged, counts.Cleared));
    }

    [EngineFact]
    public async Task Decide_ManyAtOnce_IsOneDecision()
    {
        await _bank.Verdicts.DecideAsync([9001, 9002, 9002, 9003], Verdict.Fraud, " mule account ", "ana");
        await _bank.Verdicts.DecideAsync([9004], Verdict.Error, "", "ana");
        var decisions = await _bank.Verdicts.DecisionsAsync(5);
        Assert.Equal([(1L, "A3", "error", ""), (3L, "A0", "fraud", "mule account")], decisions.Select(d => (d.Transactions, d.AccountId, d.Verdict, d.Note)));
        Assert.Equal(["A3", "A2", "A1", "A0"], (await _bank.Verdicts.NewestAsync(10)).Select(v => v.AccountId));
    }

    [EngineFact]
    public async Task Decide_WithoutANameOrATransaction_IsRefusedAndStoresNothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _bank.Verdicts.DecideAsync([9001], Verdict.Fraud, "", " "));
        await Assert.ThrowsAsync<ArgumentException>(() => _bank.Verdicts.DecideAsync([], Verdict.Fraud, "", "ana"));
        var note = await Assert.ThrowsAsync<ArgumentException>(() => _bank.Verdicts.DecideAsync([9001], Verdict.Fraud, new string('x', 1001), "ana"));
        Assert.Contains("1001 characters", note.Message, StringComparison.Ordinal);
        var many = await Assert.ThrowsAsync<ArgumentException>(() => _bank.Verdicts.DecideAsync([.. Enumerable.Range(1, 10_001).Select(i => (long)i)], Verdict.Fraud, "", "ana"));
        Assert.Contains("at most 10000", many.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _bank.Verdicts.LatestAsync());
    }

    // The verdict of one unknown transaction must not leave the others judged.
    [EngineFact]
    public async Task Decide_WithAnUnknownTransaction_StoresNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _bank.Verdicts.DecideAsync([9001, 555_555], Verdict.Fraud, "", "ana"));
        Assert.Equal(0, await _bank.Bank.ValueAsync<int>("SELECT COUNT(*) FROM ml_verdicts"));
    }

    [EngineFact]
    public async Task Verdicts_AfterAnotherSearch_Stand()
    {
        await _bank.Verdicts.DecideAsync([9001], Verdict.Fraud, "", "ana");
        var version = await _bank.SearchAsync();
        var flagged = await _bank.Anomalies.QueueAsync(version, WatchedBank.Everything with { Verdicts = VerdictFilter.Flagged }, 0.9, AnomalySort.Score, 0, 10);
        Assert.Equal(9001, Assert.Single(flagged).TransactionId);
    }
}
