using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>On an empty warehouse, makes the demo bank in the background; on any other, reads the aggregates ahead.</summary>
internal sealed class FirstRun(
    WarehouseDatabase warehouse, PortfolioRepository portfolio, JobQueue queue, JobFactory jobs, DashboardOptions options, ILogger<FirstRun> log) : BackgroundService
{
    private const string BatchesSql = """
        SELECT COUNT(*) FROM ops_batches
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await warehouse.RowAsync<int>(BatchesSql, cancellation: stoppingToken) == 0)
                await queue.EnqueueAsync(jobs.FirstRun(options.DemoClients), options.Analyst);
            else
                await portfolio.WarmUpAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("Stopped while the aggregates were read ahead");
        }
    }
}
