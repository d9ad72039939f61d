using System.CommandLine;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary>The pipeline's settings on the command line, and in the environment where a container has them.</summary>
internal sealed class PipelineArguments
{
    private const string CronVariable = "Pipeline__Cron";
    private const string ZoneVariable = "Pipeline__TimeZone";
    private const string MissedVariable = "Pipeline__RunMissed";
    private const string AgeVariable = "Pipeline__RetrainAfterDays";
    private const string InboxVariable = "Pipeline__Inbox";

    private readonly Option<string?> _cron = new("--pipeline-cron") { Description = $"When the pipeline runs by itself, as a Quartz expression: '0 0 6 * * ?' is daily at six; or set {CronVariable}. Never by default." };
    private readonly Option<string?> _zone = new("--pipeline-time-zone") { Description = $"The time zone of the expression, such as Europe/Paris; or set {ZoneVariable}. The machine's by default." };
    private readonly Option<string?> _missed = new("--pipeline-run-missed") { Description = $"true: a moment that passed while nothing ran is made up for at the start; or set {MissedVariable}." };
    private readonly Option<string?> _age = new("--retrain-after-days") { Description = $"The pipeline trains a model anew whose newest version is older; or set {AgeVariable}. Never by default." };
    private readonly Option<string?> _inbox = new("--inbox") { Description = $"The folder whose new files the pipeline loads; or set {InboxVariable}. The data folder's raw by default." };

    /// <param name="scheduled">Whether the command keeps a schedule.</param>
    public void AddTo(Command command, bool scheduled)
    {
        if (scheduled)
        {
            command.Options.Add(_cron);
            command.Options.Add(_zone);
            command.Options.Add(_missed);
        }

        command.Options.Add(_age);
        command.Options.Add(_inbox);
    }

    public PipelineSettings Read(ParseResult parsed, bool scheduled) => new()
    {
        Cron = scheduled ? parsed.GetValue(_cron) ?? CommonOptions.Variable(CronVariable) : null,
        TimeZone = scheduled ? parsed.GetValue(_zone) ?? CommonOptions.Variable(ZoneVariable) : null,
        RunMissed = scheduled ? parsed.GetValue(_missed) ?? CommonOptions.Variable(MissedVariable) : null,
        RetrainAfterDays = parsed.GetValue(_age) ?? CommonOptions.Variable(AgeVariable),
        Inbox = parsed.GetValue(_inbox) is { } typed ? Path.GetFullPath(typed) : CommonOptions.Variable(InboxVariable),
    };
}
