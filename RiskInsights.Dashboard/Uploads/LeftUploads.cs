using System.Data.Common;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Uploads;

/// <summary>
/// Removes the uploads that a stopped program left: at the start, and every hour where the data folder may be shared, in which
/// others may be receiving files.
/// </summary>
internal sealed class LeftUploads(WarehouseDatabase warehouse, JobRepository jobs, UploadFolder uploads, TimeProvider time, ILogger<LeftUploads> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Alone, nobody sends files before the program has started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ClearAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (warehouse.IsShared && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await ClearAsync(stoppingToken);
        }
    }

    private async Task ClearAsync(CancellationToken cancellation)
    {
        try
        {
            var wanted = (await jobs.OpenAsync(cancellation)).Select(JobFactory.UploadOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
            uploads.Clear(wanted, warehouse.IsShared ? Every : TimeSpan.Zero);
        }
        catch (Exception error) when (error is WarehouseException or DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            log.LogWarning(error, "Uploads that a stopped program left could not be removed");
        }
    }
}
