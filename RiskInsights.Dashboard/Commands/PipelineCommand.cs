using System.CommandLine;
using RiskInsights.Core.Pipeline;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>pipeline</c>: import what is new, features, scores, anomalies, exports, report (docs/how-to/pipeline.md).</summary>
internal static class PipelineCommand
{
    public static Command Create()
    {
        var command = new Command("pipeline", "Load the inbox's new files, score, search anomalies, export and write the report.");
        var common = new CommonOptions();
        var settings = new PipelineArguments();
        var retrain = new Option<bool>("--retrain") { Description = "Train the models anew, whatever their age." };
        var retry = new Option<bool>("--retry") { Description = "Go on with the newest run, from the step that did not end." };
        common.AddTo(command);
        settings.AddTo(command, scheduled: false);
        command.Options.Add(retrain);
        command.Options.Add(retry);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed) with { Pipeline = settings.Read(parsed, scheduled: false) };
            options.Validate();
            var wanted = options.Pipeline.Options(parsed.GetValue(retrain), Environment.ProcessorCount);
            await using var session = await OpenAsync(options, wanted, cancellation);
            var place = FolderName.Of(options.Folder);
            var runs = session.Get<PipelineRuns>();
            var runId = parsed.GetValue(retry)
                ? await RetryAsync(runs, cancellation)
                : (await runs.AddAsync(RunTrigger.Command, null, wanted, place, options.Analyst))!.Value;
            using var bar = new ProgressBar();
            await session.Get<PipelineRunner>().RunAsync(
                runId,
                place,
                new PipelineProgress((step, doing, share) => bar.Report(doing.Length == 0 ? step : $"{step}: {ProgressBar.Words(doing)}", share), (step, result) => bar.Finish($"{step}: {result.Message}")),
                cancellation);
            return 0;
        });
        return command;
    }

    /// <summary>A folder without a warehouse gets one only when its inbox has something to put in.</summary>
    private static Task<CoreSession> OpenAsync(DashboardOptions options, PipelineOptions wanted, CancellationToken cancellation)
    {
        var inbox = Path.GetFullPath(wanted.Inbox ?? options.Folder.Raw, options.Folder.Root);
        return Directory.Exists(inbox) && Directory.EnumerateFiles(inbox, "*.csv").Any()
            ? CoreSession.OpenAsync(options, cancellation)
            : CoreSession.OpenExistingAsync(options, cancellation);
    }

    private static async Task<long> RetryAsync(PipelineRuns runs, CancellationToken cancellation)
    {
        if (await runs.NewestAsync(cancellation) is not { CanRetry: true } newest)
            throw new ArgumentException("The newest run has no step to go on with: leave out --retry to start a new one.");
        await runs.SetJobAsync(newest.RunId, null);
        return newest.RunId;
    }
}
