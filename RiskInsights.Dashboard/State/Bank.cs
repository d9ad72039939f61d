using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.State;

/// <summary>The bank that the warehouse holds: what every page needs before it can ask for anything.</summary>
/// <param name="Extent">First and last day with a transaction.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Version">Rises with every finished job, on whichever replica, and with what commands change: part of the key of whatever a page has read.</param>
public sealed record Bank(Period Extent, string Currency, long Version)
{
    public DataSpan Data => new(Extent.From, Extent.To);
}

/// <summary>Reads <see cref="Bank"/> and says when it may have changed.</summary>
public sealed class BankFacts : IDisposable
{
    private readonly PortfolioRepository _portfolio;
    private readonly JobQueue _queue;
    private long _version;

    public BankFacts(PortfolioRepository portfolio, JobQueue queue)
    {
        (_portfolio, _queue) = (portfolio, queue);
        queue.Changed += OnJob;
        queue.WarehouseChanged += OnWarehouse;
    }

    /// <summary>A job or a command ended: what was read may be old. Raised on any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>Null while the warehouse holds no transaction.</summary>
    public async Task<Bank?> ReadAsync(CancellationToken cancellation = default)
    {
        var version = Interlocked.Read(ref _version);
        return await _portfolio.ExtentAsync(cancellation) is { } extent && await _portfolio.CurrencyAsync(cancellation) is { } currency
            ? new Bank(extent, currency, version)
            : null;
    }

    public void Dispose()
    {
        _queue.Changed -= OnJob;
        _queue.WarehouseChanged -= OnWarehouse;
    }

    private void OnJob(JobState job)
    {
        if (!job.IsOpen)
            Renew();
    }

    private void OnWarehouse(object? sender, EventArgs e) => Renew();

    private void Renew()
    {
        Interlocked.Increment(ref _version);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
