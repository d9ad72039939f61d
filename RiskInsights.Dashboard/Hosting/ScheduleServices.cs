using Quartz;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>The daily run. Quartz keeps the time, in memory; which replica starts a run is decided in the warehouse.</summary>
internal static class ScheduleServices
{
    /// <summary>Registers nothing where the schedule is off.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, PipelineSettings settings)
    {
        if (settings.Expression() is not { } cron)
            return services;
        if (settings.RunsMissed)
            services.AddHostedService<MissedRun>();

        // What the process slept through (a laptop's lid) is a missed moment too.
        var missed = settings.RunsMissed ? CronTriggerMisfireInstruction.FireAndProceed : CronTriggerMisfireInstruction.DoNothing;
        services.AddQuartz(quartz => quartz.ScheduleJob<PipelineFire>(trigger => trigger
            .WithIdentity("pipeline")
            .WithSchedule(CronScheduleBuilder.Create(cron).WithMisfireInstruction(missed))));
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = false);
    }
}
