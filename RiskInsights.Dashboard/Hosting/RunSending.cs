using System.Data.Common;
using RiskInsights.Core.Tracking;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>Sends runs to MLflow while the dashboard runs, where a server is set: soon after a job ends, and again where that failed.</summary>
internal sealed class RunSending : BackgroundService
{
    private readonly RunSender _sender;
    private readonly SenderLease _lease;
    private readonly TrackingOptions _options;
    private readonly JobQueue _queue;
    private readonly ILogger _log;
    private readonly Bell _ended = new();

    public RunSending(RunSender sender, TrackingOptions options, WarehouseDatabase warehouse, JobQueue queue, ReplicaOptions replica, TimeProvider time, ILogger<RunSending> log)
    {
        (_sender, _options, _queue, _log) = (sender, options, queue, log);
        _lease = new SenderLease(warehouse, time, replica.Id);
    }

    public override void Dispose()
    {
        base.Dispose();
        _ended.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _log.LogInformation("Runs are sent to MLflow at {Address}", _options);
        _queue.Changed += OnJob;
        try
        {
            while (true)
            {
                await SendAsync(stoppingToken);
                await _ended.WaitAsync(_options.Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _log.LogDebug("Runs are no longer sent");
        }
        finally
        {
            _queue.Changed -= OnJob;
            await GiveBackAsync();
        }
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        try
        {
            await _sender.SendDueAsync(_lease, stopping);
        }
        catch (Exception error) when (error is WarehouseException or DbException)
        {
            _log.LogWarning("Runs cannot be sent while the warehouse does not answer: {Reason}", error.Message);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // What a background service lets through stops the whole program.
            _log.LogError(error, "Runs could not be sent to MLflow and are tried again");
        }
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await _lease.GiveBackAsync();
        }
        catch (Exception error) when (error is WarehouseException or DbException or ObjectDisposedException)
        {
            _log.LogDebug(error, "The right to send runs out by itself");
        }
    }

    private void OnJob(JobState job)
    {
        if (!job.IsOpen)
            _ended.Ring();
    }
}

internal static class RunSendingServices
{
    /// <summary>Nothing where no server is set.</summary>
    public static IServiceCollection AddRunSending(this IServiceCollection services, TrackingOptions options) =>
        options.IsConfigured ? services.AddHostedService<RunSending>() : services;
}
