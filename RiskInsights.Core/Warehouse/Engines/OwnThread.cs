namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Work on a thread that the caller starts: on Linux it inherits the caller's nice value, so what a job of low priority writes
/// does not take the processor from those who read. Threads of the pool have the normal one, whoever asks.
/// </summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
