using System.Globalization;
using Quartz;
using RiskInsights.Core.Pipeline;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>
/// The pipeline's settings (docs/how-to/pipeline.md): <c>Pipeline:Cron</c> and so on. Texts as they were given, so that all
/// errors can be told together; what they mean stands below them.
/// </summary>
public sealed record PipelineSettings
{
    private const int MostDays = 3650;

    /// <summary>When a run starts by itself, as a Quartz expression with seconds first: <c>0 0 6 * * ?</c> is every day at six. Default null: never.</summary>
    public string? Cron { get; init; }

    /// <summary>The time zone that <see cref="Cron"/> is meant in, for example <c>Europe/Paris</c>. Default null: the machine's.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>true</c>: a moment that passed while no program ran is made up for at the next start, once. Default null: false.</summary>
    public string? RunMissed { get; init; }

    /// <summary>A run trains a model anew whose newest version, in service or not, is older than so many days, 1 to 3,650. Default null: never for its age.</summary>
    public string? RetrainAfterDays { get; init; }

    /// <summary>The folder whose new files are loaded; relative ones lie in the data folder. Default null: the data folder's <c>raw</c>.</summary>
    public string? Inbox { get; init; }

    public bool RunsMissed => bool.TryParse(RunMissed, out var runs) && runs;

    public int? RetrainAfter => int.TryParse(RetrainAfterDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    /// <summary>The time zone of the schedule.</summary>
    public TimeZoneInfo Zone => TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Local;

    /// <summary>The schedule; null when it is off.</summary>
    /// <exception cref="FormatException"><see cref="Cron"/> is wrong.</exception>
    public CronExpression? Expression() => Cron is null ? null : CronExpression.Parse(Cron).WithTimeZone(Zone);

    public PipelineOptions Options(bool retrain, int threads) => new() { Retrain = retrain, RetrainAfterDays = RetrainAfter, Inbox = Inbox, Threads = threads };

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<string> Errors()
    {
        if (CronError() is { } wrong)
            yield return $"Pipeline:Cron '{Cron}' is no Quartz expression such as '0 0 6 * * ?' (second, minute, hour, day, month, weekday): {wrong}";
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"Pipeline:TimeZone '{TimeZone}' is no time zone of this machine; Europe/Paris is one in most.";
        if (RunMissed is not null && !bool.TryParse(RunMissed, out _))
            yield return $"Pipeline:RunMissed '{RunMissed}' is neither true nor false.";
        if (RetrainAfterDays is not null && RetrainAfter is not (>= 1 and <= MostDays))
            yield return $"Pipeline:RetrainAfterDays '{RetrainAfterDays}' is no whole number from 1 to {MostDays}.";
        if (Inbox is not null && string.IsNullOrWhiteSpace(Inbox))
            yield return "Pipeline:Inbox needs a folder.";
    }

    private string? CronError()
    {
        try
        {
            _ = Expression();
            return null;
        }
        catch (FormatException error)
        {
            return error.Message.TrimEnd('.') + ".";
        }
    }
}
