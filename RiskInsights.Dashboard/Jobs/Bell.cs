namespace RiskInsights.Dashboard.Jobs;

/// <summary>Wakes one who waits; rung while nobody waits, the next wait returns at once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);

    public void Ring()
    {
        if (_rung.CurrentCount == 0)
            _rung.Release();
    }

    /// <summary>Waits for the bell, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stopping) => _rung.WaitAsync(atMost, stopping);

    public void Dispose() => _rung.Dispose();
}
