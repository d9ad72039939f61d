namespace RiskInsights.Dashboard.Jobs;

/// <summary>The job that this replica runs at the moment.</summary>
internal sealed class RunningJob(StoredJob job) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public StoredJob Job => job;

    public JobState State { get; set; } = job.State;

    public CancellationToken Stopped => _stop.Token;

    /// <summary>Somebody does not want it any more.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Another replica took it over.</summary>
    public bool IsLost { get; private set; }

    public void Cancel()
    {
        IsCancelled = true;
        Stop();
    }

    public void Lose()
    {
        IsLost = true;
        Stop();
    }

    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose() => _stop.Dispose();
}
