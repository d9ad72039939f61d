using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Runs asynchronous work on one dedicated thread with the lowest priority, continuations included, so that training
/// neither takes threads from the pool that serves the pages nor competes with it for the processor. On Linux the thread's
/// nice value does that (19), because .NET's thread priorities have no effect there; threads that it starts inherit it.
/// </summary>
internal static class JobThread
{
    public static Task RunAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(work, done)) { IsBackground = true, Name = "job", Priority = ThreadPriority.Lowest };
        thread.Start();
        return done.Task;
    }

    private static void Run(Func<Task> work, TaskCompletionSource done)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                _ = setpriority(0, 0, 19);
            using var context = new PumpContext();
            SynchronizationContext.SetSynchronizationContext(context);
            var task = work();
            _ = task.ContinueWith(_ => context.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            context.Pump();
            task.GetAwaiter().GetResult();
            done.SetResult();
        }
        catch (OperationCanceledException stopped)
        {
            done.SetCanceled(stopped.CancellationToken);
        }
#pragma warning disable CA1031 // Whatever the work throws belongs to the one who waits for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            done.SetException(error);
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setpriority(int which, uint who, int priority);

    private sealed class PumpContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (!_posted.IsAddingCompleted)
                _posted.Add((d, state));
        }

        public void Pump()
        {
            foreach (var (callback, state) in _posted.GetConsumingEnumerable())
                callback(state);
        }

        public void Complete() => _posted.CompleteAdding();

        public void Dispose() => _posted.Dispose();
    }
}
