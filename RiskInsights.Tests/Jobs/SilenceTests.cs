using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Tests.Jobs;

public sealed class SilenceTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Silence _silence = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));

    [Fact]
    public void Look_HeartbeatStaysTheSame_IsDeadAfterTenSecondsOfLooking()
    {
        for (var second = 0; second < 10; second++)
            Assert.Empty(Look(second, Running(1, Noon)));
        Assert.Equal([1], Look(10, Running(1, Noon)));
    }

    [Fact]
    public void Look_HeartbeatMoves_LivesHoweverWrongItsClockIs()
    {
        // Half an hour behind, and standing still for nine seconds at a time.
        for (var second = 0; second < 60; second++)
            Assert.Empty(Look(second, Running(1, Noon.AddMinutes(-30).AddSeconds(second / 9))));
    }

    [Fact]
    public void Look_AnotherAttemptOrTheJobGone_CountsFromTheBeginning()
    {
        for (var second = 0; second < 9; second++)
            Look(second, Running(1, Noon));
        Assert.Empty(Look(10, Running(1, Noon) with { Attempt = 2 }));
        Assert.Empty(Look(11));
        Assert.Empty(Look(12, Running(1, Noon) with { Attempt = 2 }));
    }

    /// <summary>A replica that was frozen, or whose database was away, would otherwise declare all others dead when it wakes.</summary>
    [Fact]
    public void Look_AfterAGap_CountsOnlyTimeInWhichItLooked()
    {
        Look(0, Running(1, Noon));
        Assert.Empty(Look(3600, Running(1, Noon)));
        _silence.Miss();
        Assert.Empty(Look(7200, Running(1, Noon)));
        for (var second = 1; second < 8; second++)
            Assert.Empty(Look(7200 + second, Running(1, Noon)));
        Assert.Equal([1], Look(7208, Running(1, Noon)));
    }

    private static JobSign Running(long jobId, DateTimeOffset heartbeat) => new() { JobId = jobId, Status = "running", Attempt = 1, Owner = "a", HeartbeatAt = heartbeat };

    private IEnumerable<long> Look(int second, params JobSign[] running) => _silence.Look(running, TimeSpan.FromSeconds(second)).Select(s => s.JobId);
}
