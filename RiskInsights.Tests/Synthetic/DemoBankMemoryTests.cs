namespace RiskInsights.Tests.Synthetic;

/// <summary>Alone on the machine, because the measured figure is the whole process's.</summary>
[CollectionDefinition(nameof(DemoBankMemoryTests), DisableParallelization = true)]
[Collection(nameof(DemoBankMemoryTests))]
public sealed class DemoBankMemoryTests
{
    [Fact]
    public async Task Writing_AMillionTransactions_AllocatesLittleInAll()
    {
        using var warmUp = new DemoBankFolder();
        await warmUp.WriteAsync(DemoBankFolder.Small);
        using var folder = new DemoBankFolder();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var summary = await folder.WriteAsync(DemoBankFolder.Small with { Clients = 1_100, Years = 2, TransactionsPerClientYear = 600 });
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // What is never allocated need not be held: 80 MB of file with a tenth of it, buffers, clients and names included.
        long written = new FileInfo(Path.Combine(folder.Path, "transactions.csv")).Length;
        Assert.True(summary.Transactions > 900_000 && written > 70_000_000, $"{summary.Transactions} transactions, {written} bytes");
        Assert.InRange(allocated, 1, 25_000_000);
    }
}
