namespace RiskInsights.Benchmarks.Import;

/// <summary>Samples the resident memory of this process while something runs.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly Timer _timer;
    private readonly long _before;
    private long _peak;

    public MemoryWatch()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _before = _peak = Environment.WorkingSet;
        _timer = new Timer(_ => _peak = Math.Max(_peak, Environment.WorkingSet), null, 0, 20);
    }

    /// <summary>Highest resident memory so far above what it was at the start.</summary>
    public long GrowthBytes => Math.Max(_peak, Environment.WorkingSet) - _before;

    public void Dispose() => _timer.Dispose();
}
