using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>Makes up at the start for the newest moment of the schedule that passed while no program ran.</summary>
internal sealed class MissedRun(PipelineSchedule schedule, PipelineStarts starts, TimeProvider time, ILogger<MissedRun> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (schedule.Newest(time.GetUtcNow()) is { } moment && await starts.StartScheduledAsync(moment) is { } job)
                log.LogInformation("Pipeline scheduled for {Moment:u} was missed: job {JobId}", moment, job.JobId);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // What a background service lets through stops the whole program.
            log.LogError(error, "The pipeline's missed run could not be started; the next moment of the schedule comes all the same");
        }
    }
}
