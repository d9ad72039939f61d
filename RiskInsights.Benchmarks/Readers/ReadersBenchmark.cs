using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Synthetic;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Benchmarks.Readers;

/// <summary>How long pages wait for their answers while a million transactions are loaded, beside how long they wait without.</summary>
internal static class ReadersBenchmark
{
    private const int DefaultRows = 1_000_000;
    private const int BaseRows = 300_000;
    private const int RowsPerClient = 207;
    private const int Rounds = 3;
    private const int People = 4;
    private const double MostRatio = 2;

    /// <param name="options">Rows of each load, 1,000,000 without.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var rows = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultRows;
        var root = Directory.CreateTempSubdirectory("riskinsights-readers-").FullName;
        try
        {
            await WriteFilesAsync(root, rows);
            var measured = new Dictionary<string, Measured>(StringComparer.Ordinal);
            foreach (var engine in (string[])["sqlite", "postgres"])
            {
                measured[engine] = await MeasureAsync(root, engine);
                var (idle, loading) = (Share(measured[engine].Idle, 0.95), Share(measured[engine].Loading, 0.95));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: p95 {idle:0.0} ms idle, {loading:0.0} ms during loads of {string.Join(", ", measured[engine].LoadSeconds.Select(s => $"{s:0.0} s"))}; {measured[engine].Errors.Count} errors"));
                foreach (var error in measured[engine].Errors.Distinct(StringComparer.Ordinal))
                    Console.WriteLine("  " + error);
            }

            var report = Report(rows, measured);
            if (rows == DefaultRows)
                await File.WriteAllTextAsync(Results.PathOf("readers.md"), report);
            else
                Console.WriteLine(report);
            return measured.Values.All(m => m.Errors.Count == 0 && Share(m.Loading, 0.95) <= MostRatio * Share(m.Idle, 0.95)) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Measured> MeasureAsync(string root, string engine)
    {
        var place = WarehousePlace.New(root, engine);
        try
        {
            await using var host = await ImportHost.OpenAsync(place);
            await host.Importer.ImportFilesAsync([.. new[] { "kyc.csv", "accounts.csv", "transactions-0.csv" }.Select(f => Path.Combine(root, f))], "benchmark");
            var version = await host.Get<AnomalyDetection>().DetectAsync(AnomalyDetection.Recipe, "benchmark", (_, _) => { });
            var extent = (await host.Get<PortfolioRepository>().ExtentAsync())!.Value;
            var questions = new PageQuestions(host, extent, version);
            await new Users(questions.AskAsync, People).AskAsync(Task.Delay(3_000), Rounds);

            var (idle, loading, seconds) = (new Users(questions.AskAsync, People), new Users(questions.AskAsync, People), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                await idle.AskAsync(Task.Delay(15_000), round);
                var clock = Stopwatch.StartNew();
                var file = Path.Combine(root, $"transactions-{round + 1}.csv");
                var load = JobThread.RunAsync(async () => await host.Importer.ImportFilesAsync([file], "benchmark"));
                var asking = loading.AskAsync(load, round);
                await load;
                seconds.Add(clock.Elapsed.TotalSeconds);
                await asking;
                // As the dashboard does after an import: the round to come finds its snapshot.
                await host.Get<PortfolioRepository>().WarmUpAsync();
            }

            return new Measured(idle.Answers, loading.Answers, [.. idle.Errors, .. loading.Errors], seconds);
        }
        finally
        {
            place.Drop();
        }
    }

    // The bank's transactions are in the order of time: a first part to have something to read, and one part for each load.
    private static async Task WriteFilesAsync(string root, int rows)
    {
        var bank = new DemoBankOptions { Clients = (BaseRows + (Rounds * rows)) / RowsPerClient, EndsOn = new DateOnly(2025, 6, 30) };
        await DemoBank.WriteAsync(root, bank);
        using var all = new StreamReader(Path.Combine(root, "transactions.csv"));
        var header = await all.ReadLineAsync();
        for (var part = 0; part <= Rounds; part++)
        {
            await using var file = new StreamWriter(Path.Combine(root, $"transactions-{part}.csv"));
            await file.WriteLineAsync(header);
            for (var row = 0; row < (part == 0 ? BaseRows : rows) && await all.ReadLineAsync() is { } line; row++)
                await file.WriteLineAsync(line);
        }
    }

    private static string Report(int rows, Dictionary<string, Measured> engines)
    {
        var text = new System.Text.StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # Readers

            `.ci/with-postgres dotnet run -c Release --project RiskInsights.Benchmarks -- readers`: {People} people ask what pages ask, with 0.05 to 0.35 s to think, in the program's own process; first with nothing else
            going on, then while a job loads {rows:N0} transactions more; {Rounds} times on each engine, after a demo bank of {BaseRows:N0} transactions and its anomalies.
            """);
        foreach (var (engine, measured) in engines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"""

                ## {engine}

                | | answers | p50 ms idle | p95 ms idle | answers during loads | p50 ms | p95 ms | p95 / idle |
                |---|---|---|---|---|---|---|---|
                """);
            foreach (var question in measured.Idle.Select(a => a.Question).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                text.AppendLine(Row(question, Of(question, measured.Idle), Of(question, measured.Loading)));
            text.AppendLine(Row("**all**", measured.Idle, measured.Loading));
            text.AppendLine(CultureInfo.InvariantCulture, $"\nErrors: {measured.Errors.Count} (0 allowed). Loads: {string.Join(", ", measured.LoadSeconds.Select(s => $"{s.ToString("0.0", CultureInfo.InvariantCulture)} s"))}.");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"\nAllowed is p95 of all at most {MostRatio} times idle. Machine: {Machine.Describe()}.").ToString();
    }

    private static List<(string, double)> Of(string question, IReadOnlyCollection<(string Question, double)> answers) =>
        [.. answers.Where(a => string.Equals(a.Question, question, StringComparison.Ordinal))];

    private static string Row(string what, IReadOnlyCollection<(string, double)> idle, IReadOnlyCollection<(string, double)> loading) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {idle.Count} | {Share(idle, 0.5):0.0} | {Share(idle, 0.95):0.0} | {loading.Count} | {Share(loading, 0.5):0.0} | {Share(loading, 0.95):0.0} | {Share(loading, 0.95) / Share(idle, 0.95):0.00} |");

    private static double Share(IReadOnlyCollection<(string Question, double Milliseconds)> answers, double share) =>
        answers.Count == 0 ? double.NaN : answers.Select(a => a.Milliseconds).Order().ElementAt((int)(share * (answers.Count - 1)));

    private sealed record Measured(
        IReadOnlyCollection<(string Question, double Milliseconds)> Idle,
        IReadOnlyCollection<(string Question, double Milliseconds)> Loading,
        IReadOnlyList<string> Errors,
        IReadOnlyList<double> LoadSeconds);
}
