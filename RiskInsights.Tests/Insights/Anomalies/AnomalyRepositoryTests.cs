using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Anomalies;

public sealed class AnomalyRepositoryTests : IAsyncLifetime
{
    private WatchedBank _bank = null!;

    public async Task InitializeAsync() => _bank = await WatchedBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineTheory]
    [InlineData(0.001, 1)]
    [InlineData(0.005, 5)]
    [InlineData(0.05, 51)]
    public async Task ScoreAt_AShare_ListsThatShareOfTheTransactions(double contamination, int expected)
    {
        var line = await _bank.Anomalies.ScoreAtAsync(1, contamination);
        Assert.Equal(expected, await _bank.Anomalies.CountAsync(1, WatchedBank.Everything, line));
        Assert.Equal(expected, (await _bank.Bank.Database.RowsAsync<double>("SELECT score FROM ml_anomaly_scores WHERE score >= @line", new { line })).Count);
    }

    [EngineFact]
    public async Task ScoresAt_SeveralShares_EqualTheOnesAloneAndFall()
    {
        var lines = await _bank.Anomalies.ScoresAtAsync(1, [0.001, 0.01, 0.05]);
        Assert.Equal(lines.OrderDescending(), lines);
        Assert.Equal(await _bank.Anomalies.ScoreAtAsync(1, 0.01), lines[1]);
        Assert.Equal([1.0], await _bank.Anomalies.ScoresAtAsync(99, [0.01]));
    }

    [EngineFact]
    public async Task Points_OfEachFilter_AreTheTransactionsItNames()
    {
        Assert.Equal(1024, (await PointsAsync(WatchedBank.Everything)).Count);
        Assert.Equal(WatchedBank.Strange, await PointsAsync(WatchedBank.Everything with { Types = ["transfer"] }));
        Assert.Equal(WatchedBank.Strange, await PointsAsync(WatchedBank.Everything with { Channels = ["online", "branch"] }));
        Assert.Equal(WatchedBank.Strange, await PointsAsync(WatchedBank.Everything with { Countries = ["BR"] }));
        Assert.Equal(WatchedBank.Strange[..2], await PointsAsync(WatchedBank.Everything with { Countries = ["BR"], Segments = ["student"] }));
        Assert.Equal((170 * 2) + 2, (await PointsAsync(WatchedBank.Everything with { Segments = ["student"] })).Count);
        Assert.Equal(6, (await PointsAsync(WatchedBank.Everything with { From = WatchedBank.Last })).Count);
        Assert.Empty(await PointsAsync(WatchedBank.Everything with { Types = ["salary"] }));
    }

    [EngineFact]
    public async Task Queue_OfEachFilter_HoldsWhatItsCountsSay()
    {
        await _bank.Verdicts.DecideAsync([9001, 9002], Verdict.Fraud, "", "ana");
        await _bank.Verdicts.DecideAsync([9003], Verdict.Legitimate, "", "ana");
        var line = await _bank.Anomalies.ScoreAtAsync(1, 0.01);
        foreach (var verdicts in Enum.GetValues<VerdictFilter>())
        {
            var filter = WatchedBank.Everything with { Verdicts = verdicts };
            var counts = await _bank.Anomalies.CountsAsync(1, filter, line);
            Assert.Equal((10L, 7L, 2L, 1L, 10L), (counts.Above, counts.Open, counts.Flagged, counts.Cleared, counts.All));
            var rows = await _bank.Anomalies.QueueAsync(1, filter, line, AnomalySort.Score, 0, 100);
            Assert.Equal(counts.Of(verdicts), rows.Count);
            Assert.All(rows, r => Assert.True(verdicts.Includes(r.Verdict is null ? null : Enum.Parse<Verdict>(r.Verdict, ignoreCase: true))));
            Assert.Equal((await PointsAsync(filter)).Count, verdicts switch { VerdictFilter.All => 1024, VerdictFilter.Open => 1021, VerdictFilter.Flagged => 2, _ => 1 });
        }
    }

    // Otherwise a verdict would vanish from the page when somebody moved the slider.
    [EngineFact]
    public async Task Queue_JudgedUnderTheLine_StaysInIt()
    {
        await _bank.Verdicts.DecideAsync([1200], Verdict.Unsure, "odd", "ana");
        var line = await _bank.Anomalies.ScoreAtAsync(1, 0.001);
        var flagged = await _bank.Anomalies.QueueAsync(1, WatchedBank.Everything with { Verdicts = VerdictFilter.Flagged }, line, AnomalySort.Score, 0, 10);
        var row = Assert.Single(flagged);
        Assert.Equal((1200L, "unsure", "odd", "ana"), (row.TransactionId, row.Verdict, row.Note, row.DecidedBy));
        Assert.True(row.Score < line);
        Assert.Equal(2, await _bank.Anomalies.CountAsync(1, WatchedBank.Everything, line));
        Assert.Empty(await _bank.Anomalies.QueueAsync(1, WatchedBank.Everything with { To = WatchedBank.Last.AddDays(-1), Verdicts = VerdictFilter.Flagged }, line, AnomalySort.Score, 0, 10));
    }

    [EngineTheory]
    [InlineData(AnomalySort.Amount, false, new long[] { 9004, 9003, 9002, 9001 })]
    [InlineData(AnomalySort.Amount, true, new long[] { 9001, 9002, 9003, 9004 })]
    [InlineData(AnomalySort.Booked, false, new long[] { 9004, 9003, 9002, 9001 })]
    [InlineData(AnomalySort.Booked, true, new long[] { 9001, 9002, 9003, 9004 })]
    public async Task Queue_Sorted_ComesInPagesThatFit(AnomalySort sort, bool ascending, long[] expected)
    {
        var filter = WatchedBank.Everything with { Types = ["transfer"] };
        var first = await _bank.Anomalies.QueueAsync(1, filter, 0, new AnomalyPage(sort, ascending, 0, 3));
        var second = await _bank.Anomalies.QueueAsync(1, filter, 0, new AnomalyPage(sort, ascending, 3, 3));
        Assert.Equal(expected, first.Concat(second).Select(r => r.TransactionId));
        Assert.Equal(first.Select(r => r.TransactionId), (await _bank.Selections.RowsAsync(1, expected, new AnomalyPage(sort, ascending, 0, 3))).Select(r => r.TransactionId));
    }

    [EngineFact]
    public async Task Open_AfterAVerdict_IsOneLess()
    {
        Assert.Equal(5, await _bank.Anomalies.OpenAsync());
        await _bank.Verdicts.DecideAsync([9001], Verdict.Unsure, "", "ana");
        Assert.Equal(4, await _bank.Anomalies.OpenAsync());
    }

    [EngineFact]
    public async Task Ready_BeforeTheFirstSearch_CountsWhatCouldBeScored()
    {
        using var bank = await WatchedBank.CreateAsync(searched: false);
        Assert.Null(await bank.Anomalies.ChampionAsync());
        Assert.Null(await bank.Anomalies.OpenAsync());
        Assert.Equal((WatchedBank.Days * 6) + 4, await bank.Anomalies.ReadyAsync());
    }

    private async Task<IReadOnlyList<long>> PointsAsync(AnomalyFilter filter) =>
        [.. (await _bank.Anomalies.PointsAsync(1, filter)).TransactionIds.Order()];
}
