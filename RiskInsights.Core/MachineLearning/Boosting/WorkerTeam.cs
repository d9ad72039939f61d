using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Threads that live as long as one training and share out its phases, thousands of them, each a fraction of a millisecond:
/// starting threads for each (<see cref="DedicatedThreads"/>) would cost more than the work. A member that has nothing to do spins
/// a moment and then sleeps.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int SpinsBeforeSleep = 2_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _others;
    private Job? _job;
    private int _sleepers;
    private volatile bool _closed;

    /// <param name="threads">The calling thread included.</param>
    public WorkerTeam(int threads)
    {
        _others = new Thread[threads - 1];
        for (var i = 0; i < _others.Length; i++)
        {
            _others[i] = new Thread(Serve) { IsBackground = true, Name = Invariant($"learning {i + 1}") };
            _others[i].Start();
        }
    }

    /// <summary>The calling thread included.</summary>
    public int Threads => _others.Length + 1;

    /// <summary>
    /// Calls <paramref name="work"/> once for each piece 0 … pieces − 1 and returns when all are done. Which thread does which
    /// piece is not defined.
    /// </summary>
    public void Run(int pieces, Action<int> work)
    {
        if (_others.Length == 0 || pieces == 1)
        {
            for (var piece = 0; piece < pieces; piece++) work(piece);
            return;
        }
        var job = new Job(pieces, work);
        lock (_gate)
        {
            _job = job;
            if (_sleepers > 0) _wake.Release(_sleepers);
            _sleepers = 0;
        }
        job.Help();
        job.Await();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            if (_sleepers > 0) _wake.Release(_sleepers);
            _sleepers = 0;
        }
        foreach (var thread in _others) thread.Join();
        _wake.Dispose();
    }

    private void Serve()
    {
        Job? last = null;
        while (!_closed)
        {
            var job = Volatile.Read(ref _job);
            for (var spin = 0; spin < SpinsBeforeSleep && job == last && !_closed; spin++)
            {
                Thread.SpinWait(8);
                job = Volatile.Read(ref _job);
            }
            if (job == last)
            {
                lock (_gate)
                {
                    if (_closed) return;
                    if (_job == last) _sleepers++;
                    else job = _job;
                }
                if (job == last)
                {
                    _wake.Wait();
                    continue;
                }
            }
            last = job;
            job?.Help();
        }
    }

    /// <summary>One call of <see cref="Run"/>. A member that comes late finds no piece left and does no harm.</summary>
    private sealed class Job(int pieces, Action<int> work)
    {
        private int _next = -1;
        private int _done;
        private ExceptionDispatchInfo? _failure;

        public void Help()
        {
            for (var piece = Interlocked.Increment(ref _next); piece < pieces; piece = Interlocked.Increment(ref _next))
            {
                try
                {
                    if (Volatile.Read(ref _failure) is null) work(piece);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
                }
                Interlocked.Increment(ref _done);
            }
        }

        public void Await()
        {
            var spinner = new SpinWait();
            while (Volatile.Read(ref _done) < pieces) spinner.SpinOnce(sleep1Threshold: -1);
            _failure?.Throw();
        }
    }
}
