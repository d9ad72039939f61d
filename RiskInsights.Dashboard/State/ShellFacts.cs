using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.State;

/// <summary>The frame's facts: how new the data is, how many anomalies wait, what is being worked on.</summary>
internal sealed class ShellFacts : IShellStatusSource, IDisposable
{
    private const string NewestBatchSql = """
        SELECT batch_id, finished_at FROM ops_batches ORDER BY batch_id DESC LIMIT 1
        """;

    private readonly WarehouseDatabase _warehouse;
    private readonly PortfolioRepository _portfolio;
    private readonly AnomalyRepository _anomalies;
    private readonly JobQueue _queue;
    private readonly JobTexts _texts;

    public ShellFacts(WarehouseDatabase warehouse, PortfolioRepository portfolio, AnomalyRepository anomalies, JobQueue queue, JobTexts texts)
    {
        (_warehouse, _portfolio, _anomalies, _queue, _texts) = (warehouse, portfolio, anomalies, queue, texts);
        queue.Changed += OnJob;
        queue.WarehouseChanged += OnWarehouse;
    }

    public event EventHandler? Changed;

    public async Task<ShellStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var batch = await _warehouse.RowOrNullAsync<BatchRow>(NewestBatchSql, cancellation: cancellationToken);
        var extent = await _portfolio.ExtentAsync(cancellationToken);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (await _anomalies.OpenAsync(cancellationToken) is { } open)
            counts[DashboardUrls.Anomalies()] = open;
        return new ShellStatus(extent?.To, batch?.BatchId, batch?.FinishedAt, counts, [.. _queue.Open.Select(_texts.Of)]);
    }

    public void Dispose()
    {
        _queue.Changed -= OnJob;
        _queue.WarehouseChanged -= OnWarehouse;
    }

    private void OnJob(JobState job) => Changed?.Invoke(this, EventArgs.Empty);

    private void OnWarehouse(object? sender, EventArgs e) => Changed?.Invoke(this, EventArgs.Empty);

    private sealed record BatchRow
    {
        public long BatchId { get; init; }

        public DateTimeOffset FinishedAt { get; init; }
    }
}
