using Quartz;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>What Quartz runs at each moment of the schedule, on every replica: the first one starts the run, the others find it started.</summary>
internal sealed class PipelineFire(PipelineSchedule schedule, PipelineStarts starts, ILogger<PipelineFire> log) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (schedule.Newest(context.ScheduledFireTimeUtc ?? context.FireTimeUtc) is not { } moment)
            return;
        var job = await starts.StartScheduledAsync(moment);
        log.LogInformation("Pipeline scheduled for {Moment:u}: {Outcome}", moment, job is null ? "another replica has it" : $"job {job.JobId}");
    }
}
