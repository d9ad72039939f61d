using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>generate</c>: writes a demo bank as CSV files; <c>import</c> loads it.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var command = new Command("generate", "Write a demo bank as CSV files (import them with: import DIR).");
        var common = new CommonOptions();
        var clients = new Option<int>("--clients") { Description = "Number of clients, 1 to 1000000.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same bank.", DefaultValueFactory = _ => 42 };
        var years = new Option<int>("--years") { Description = "Length of the history, 1 to 20.", DefaultValueFactory = _ => 3 };
        var pace = new Option<int>("--transactions-per-client-year") { Description = "72 to 600.", DefaultValueFactory = _ => 96 };
        var dirty = new Option<double>("--dirty") { Description = "Share of bad rows planted, such as 0.5%.", CustomParser = Share, DefaultValueFactory = _ => 0 };
        var ends = new Option<DateOnly?>("--ends-on") { Description = "Last day of the history (yyyy-mm-dd); by default the end of last month." };
        var output = new Option<string?>("--output") { Description = "The folder to write into; by default raw/demo in the data folder." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the files of a former bank." };
        common.AddTo(command);
        foreach (Option option in new Option[] { clients, seed, years, pace, dirty, ends, output, overwrite })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
            var options = new DemoBankOptions
            {
                Clients = parsed.GetValue(clients),
                Seed = parsed.GetValue(seed),
                Years = parsed.GetValue(years),
                TransactionsPerClientYear = parsed.GetValue(pace),
                DirtyFraction = parsed.GetValue(dirty),
                EndsOn = parsed.GetValue(ends) ?? new DateOnly(today.Year, today.Month, 1).AddDays(-1),
                Overwrite = parsed.GetValue(overwrite),
            };
            var directory = parsed.GetValue(output) ?? Path.Combine(common.Read(parsed).Folder.Raw, "demo");
            using var bar = new ProgressBar();
            var written = await DemoBank.WriteAsync(directory, options, new Reporting(bar), cancellation);
            bar.Finish(string.Create(
                CultureInfo.InvariantCulture,
                $"{written.Clients} clients, {written.Accounts} accounts, {written.Transactions} transactions, {written.Events} events, {written.DirtyRows} bad rows in {directory}"));
            return 0;
        });
        return command;
    }

    /// <summary>0.5% and 0.005 are the same.</summary>
    private static double Share(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        var percent = text.EndsWith('%');
        if (double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return percent ? value / 100 : value;
        argument.AddError($"'{text}' is not a share such as 0.5% or 0.005.");
        return 0;
    }

    private sealed class Reporting(ProgressBar bar) : IProgress<DemoBankProgress>
    {
        public void Report(DemoBankProgress value) => bar.Report("generate", value.Fraction);
    }
}
