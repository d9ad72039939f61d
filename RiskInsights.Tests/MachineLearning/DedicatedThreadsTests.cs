using System.Collections.Concurrent;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Tests.MachineLearning;

public sealed class DedicatedThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Pieces_EachDoneOnceAndNeverOnAPoolThreadOfItsOwn(int threads)
    {
        var caller = Environment.CurrentManagedThreadId;
        var done = new int[1000];
        var poolThreads = new ConcurrentBag<int>();
        DedicatedThreads.Run(threads, done.Length, piece =>
        {
            Interlocked.Increment(ref done[piece]);
            if (Environment.CurrentManagedThreadId != caller && Thread.CurrentThread.IsThreadPoolThread) poolThreads.Add(piece);
        }, default);
        Assert.All(done, count => Assert.Equal(1, count));
        Assert.Empty(poolThreads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_PieceThrows_CallerSeesItsException(int threads) =>
        Assert.Throws<TimeoutException>(() => DedicatedThreads.Run(threads, 10, piece => throw new TimeoutException(), default));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_CancelledMeanwhile_StopsAndSaysSo(int threads)
    {
        using var source = new CancellationTokenSource();
        var done = 0;
        Assert.Throws<OperationCanceledException>(() => DedicatedThreads.Run(threads, 100_000, piece =>
        {
            if (Interlocked.Increment(ref done) == 10) source.Cancel();
        }, source.Token));
        Assert.InRange(done, 10, 99_999);
    }
}
