using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Exports;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>export</c>: writes the tables as CSV for Power BI.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Write the tables as CSV into exports/latest and exports/history of the data folder.");
        var common = new CommonOptions();
        var names = new Argument<string[]>("TABLE") { Description = "The tables to write; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        common.AddTo(command);
        command.Arguments.Add(names);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed);
            await using var session = await CoreSession.OpenExistingAsync(options, cancellation);
            using var bar = new ProgressBar();
            var files = await session.Get<ExportService>().ExportAsync(parsed.GetValue(names) ?? [], options.Analyst, bar.Report, cancellation);
            bar.Finish(string.Join(Environment.NewLine, files.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}: {f.RowCount} rows, {f.ByteCount} bytes"))));
            return 0;
        });
        return command;
    }
}
