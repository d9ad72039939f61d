using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Ingestion;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>import DIR</c>: loads a folder of CSV files into the warehouse.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var command = new Command("import", "Load a folder of CSV files into the warehouse.");
        var common = new CommonOptions();
        var directory = new Argument<string>("DIR") { Description = "The folder (see data/README.md for its files)." };
        var source = new Option<string>("--source") { Description = "The files' layout: canonical or berka.", DefaultValueFactory = _ => "canonical" };
        common.AddTo(command);
        command.Arguments.Add(directory);
        command.Options.Add(source);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed);
            await using var session = await CoreSession.OpenAsync(options, cancellation);
            using var bar = new ProgressBar();
            await session.Get<Importer>().ImportFolderAsync(
                parsed.GetValue(directory)!, parsed.GetValue(source)!, options.Analyst, new Reporting(bar), cancellation);
            return 0;
        });
        return command;
    }

    private static string Line(BatchReport report)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.FileName}: {report.Read} read = {report.Loaded} loaded + {report.Unchanged} unchanged + {report.Quarantined} quarantined");
        var rules = string.Join(", ", report.QuarantinedByRule.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Rule} {r.Rows}")));
        return counts + (rules.Length > 0 ? $" ({rules})" : "") + (report.AlreadyLoaded ? string.Create(CultureInfo.InvariantCulture, $"; already loaded as batch {report.BatchId}") : "");
    }

    private sealed class Reporting(ProgressBar bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            bar.Report(value.FileName, value.Share);
            // A file at a time: whatever ends the program afterwards, what was printed is kept.
            if (value.Report is { } loaded)
                bar.Finish(Line(loaded));
        }
    }
}
