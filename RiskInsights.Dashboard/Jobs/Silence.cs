namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Finds the replicas that died: those whose heartbeat has not changed for some time. Only time during which this replica did
/// look counts, by its own clock, so that neither clocks that differ nor a database that was away makes anybody dead.
/// </summary>
/// <param name="deadAfter">How long a heartbeat may stay the same.</param>
/// <param name="every">How far apart two looks are; a longer gap counts as two of it.</param>
internal sealed class Silence(TimeSpan deadAfter, TimeSpan every)
{
    private Dictionary<long, (JobSign Sign, TimeSpan Silent)> _heard = [];
    private TimeSpan? _looked;

    /// <summary>The running jobs among these whose replica is dead.</summary>
    /// <param name="now">Time since any fixed moment.</param>
    public IReadOnlyList<JobSign> Look(IEnumerable<JobSign> running, TimeSpan now)
    {
        var passed = _looked is { } before ? TimeSpan.FromTicks(Math.Min((now - before).Ticks, 2 * every.Ticks)) : TimeSpan.Zero;
        _looked = now;
        _heard = running.ToDictionary(
            r => r.JobId,
            r => (r, _heard.TryGetValue(r.JobId, out var known) && known.Sign.HeartbeatAt == r.HeartbeatAt && known.Sign.Attempt == r.Attempt ? known.Silent + passed : TimeSpan.Zero));
        return [.. _heard.Values.Where(h => h.Silent >= deadAfter).Select(h => h.Sign)];
    }

    /// <summary>A look failed: the time until the next one says nothing.</summary>
    public void Miss() => _looked = null;
}
