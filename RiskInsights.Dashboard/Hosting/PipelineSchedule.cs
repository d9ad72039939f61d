using Quartz;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>When the pipeline starts by itself.</summary>
public sealed class PipelineSchedule(PipelineSettings settings, TimeProvider time)
{
    private readonly CronExpression? _cron = settings.Expression();

    /// <summary>As it was set; null when the schedule is off.</summary>
    public string? Cron => settings.Cron;

    public TimeZoneInfo Zone => settings.Zone;

    /// <summary>The next moment; null when the schedule is off or has none left.</summary>
    public DateTimeOffset? Next => _cron?.GetNextValidTimeAfter(time.GetUtcNow());

    /// <summary>
    /// The newest moment up to <paramref name="moment"/>, to the second: the name that all replicas give to what starts now,
    /// whether their clocks agree to the second or not. Null when the schedule is off or has none.
    /// </summary>
    public DateTimeOffset? Newest(DateTimeOffset moment) =>
        _cron?.GetPreviousValidTimeBefore(new DateTimeOffset(moment.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1));
}
