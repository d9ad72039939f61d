namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// The jobs as this replica knows them, for pages: its own as they move, those of others as they were last seen. An ended job
/// never opens again, so what was read before its end cannot come up behind it.
/// </summary>
internal sealed class JobBoard(ILogger log)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JobState> _open = [];
    private readonly HashSet<long> _ended = [];
    private readonly HashSet<long> _ours = [];

    public event Action<JobState>? Changed;

    /// <summary>Something was loaded, trained or put into service, and not by a job.</summary>
    public event EventHandler? WarehouseChanged;

    public bool IsWatched => Changed is not null;

    /// <summary>How many jobs are known to have ended.</summary>
    public int Ended
    {
        get
        {
            lock (_gate)
                return _ended.Count;
        }
    }

    /// <summary>The jobs that are queued or running, oldest first.</summary>
    public IReadOnlyList<JobState> Open
    {
        get
        {
            lock (_gate)
                return [.. _open.Values];
        }
    }

    public JobState? Find(long jobId)
    {
        lock (_gate)
            return _open.GetValueOrDefault(jobId);
    }

    /// <summary>A job that this replica runs moved on or ended.</summary>
    public void Move(JobState state)
    {
        lock (_gate)
        {
            Keep(state);
            if (state.Phase == JobPhase.Running)
                _ours.Add(state.JobId);
            else
                _ours.Remove(state.JobId);
        }

        Tell(state);
    }

    /// <summary>This replica lost the job: from now on it is seen as others are.</summary>
    public void Lose(long jobId)
    {
        lock (_gate)
            _ours.Remove(jobId);
    }

    /// <summary>A job that was asked for here. What is known of it already is newer.</summary>
    public void Add(JobState state)
    {
        lock (_gate)
        {
            if (_open.ContainsKey(state.JobId) || _ended.Contains(state.JobId))
                return;
            Keep(state);
        }

        Tell(state);
    }

    /// <summary>Which of these jobs are new here, or not as they were: the others have nothing to say.</summary>
    public IReadOnlyList<long> Differing(IEnumerable<JobSign> signs)
    {
        lock (_gate)
        {
            return [.. signs
                .Where(s => !_ours.Contains(s.JobId) && !_ended.Contains(s.JobId) && !(_open.TryGetValue(s.JobId, out var known) && s.IsOf(known)))
                .Select(s => s.JobId)];
        }
    }

    /// <summary>Jobs of others as they are now.</summary>
    /// <param name="silently">At the start: what ended before is no news.</param>
    public void See(IEnumerable<JobState> states, bool silently = false)
    {
        foreach (var state in states)
        {
            lock (_gate)
            {
                if (_ours.Contains(state.JobId) || _ended.Contains(state.JobId) || (_open.TryGetValue(state.JobId, out var known) && known == state))
                    continue;
                Keep(state);
            }

            if (!silently)
                Tell(state);
        }
    }

    public void TellOfWarehouse()
    {
        foreach (var listener in Delegate.EnumerateInvocationList(WarehouseChanged))
            Tell(() => listener(this, EventArgs.Empty));
    }

    private void Keep(JobState state)
    {
        if (state.IsOpen)
        {
            _open[state.JobId] = state;
        }
        else
        {
            _open.Remove(state.JobId);
            _ended.Add(state.JobId);
        }
    }

    private void Tell(JobState state)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
            Tell(() => listener(state));
    }

    /// <summary>A listener that fails (the page of somebody who has left, say) ends neither the job nor the queue.</summary>
    private void Tell(Action listener)
    {
        try
        {
            listener();
        }
#pragma warning disable CA1031 // Whatever it is, it is the listener's own trouble.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "A listener to the jobs failed");
        }
    }
}
