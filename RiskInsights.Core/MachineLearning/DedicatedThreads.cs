using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// Runs numbered pieces of work on the calling thread and on threads of its own, never on the pool, which serves the
/// dashboard's circuits. On Linux the threads inherit the caller's niceness: a low-priority caller stays low-priority.
/// </summary>
internal static class DedicatedThreads
{
    /// <summary>
    /// Calls <paramref name="work"/> once for each piece 0 … pieces − 1. Which thread does which piece is not defined,
    /// so results stay independent of the number of threads only if each piece writes to its own place.
    /// </summary>
    public static void Run(int threads, int pieces, Action<int> work, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        cancellation.ThrowIfCancellationRequested();
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[Math.Max(0, Math.Min(threads, pieces) - 1)];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Loop) { IsBackground = true, Name = Invariant($"learning {i + 1}") };
            others[i].Start();
        }
        Loop();
        foreach (var thread in others) thread.Join();
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Loop()
        {
            while (Volatile.Read(ref failure) is null && !cancellation.IsCancellationRequested)
            {
                var piece = Interlocked.Increment(ref next);
                if (piece >= pieces) return;
                try
                {
                    work(piece);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                }
            }
        }
    }
}
