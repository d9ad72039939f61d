using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Benchmarks.Overview;

/// <summary>
/// How long the server takes for one view of the overview at five million transactions: random periods and filters, as an
/// analyst clicks them.
/// </summary>
internal static class OverviewBenchmark
{
    private const int Views = 400;

    /// <param name="options">A data folder with a warehouse; without one, a demo bank of five million transactions is made.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var folder = options.Length > 0 ? options[0] : Path.Combine(Path.GetTempPath(), "riskinsights-overview");
        await using var host = await ImportHost.OpenAsync(folder);
        if (await host.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_batches") == 0)
            await FillAsync(host, Path.Combine(folder, "csv"));

        var repository = new PortfolioRepository(host.Database);
        var reading = Stopwatch.StartNew();
        await repository.WarmUpAsync();
        reading.Stop();
        var extent = (await repository.ExtentAsync())!.Value;
        var codes = await repository.CodesAsync();
        var random = new Random(1);
        var overviews = new List<double>();
        var accounts = new List<double>();
        for (var view = 0; view < Views; view++)
        {
            var filter = RandomView(random, extent, codes);
            var clock = Stopwatch.StartNew();
            await repository.OverviewAsync(filter, Granularity.Week);
            overviews.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            await repository.TopAccountsAsync(filter, 0, 8);
            accounts.Add(clock.Elapsed.TotalMilliseconds);
        }

        var transactions = await host.Database.RowAsync<long>("SELECT CAST(SUM(transaction_count) AS BIGINT) FROM agg_daily");
        var cells = await host.Database.RowAsync<long>("SELECT COUNT(*) FROM agg_daily");
        var months = await host.Database.RowAsync<long>("SELECT COUNT(*) FROM agg_account_month");
        await File.WriteAllTextAsync(Results.PathOf("overview.md"), string.Create(CultureInfo.InvariantCulture, $"""
            # Overview

            `dotnet run -c Release --project RiskInsights.Benchmarks -- overview`: {Views} random views (30 days to a year, none to four filters) of a
            demo bank with {transactions:N0} transactions ({cells:N0} cells of `agg_daily`, {months:N0} rows of `agg_account_month`). One view is all
            KPIs with their trends, the volume over time and the four breakdowns.

            | | p50 ms | p95 ms | longest ms |
            |---|---|---|---|
            | overview | {Share(overviews, 0.5):0.0} | {Share(overviews, 0.95):0.0} | {overviews.Max():0.0} |
            | top accounts | {Share(accounts, 0.5):0.0} | {Share(accounts, 0.95):0.0} | {accounts.Max():0.0} |

            - p95 below 50 ms is asked.
            - Reading the snapshot, once a batch: {reading.Elapsed.TotalSeconds:0.0} s; the process then holds {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:0} MB.
            - Machine: {Machine.Describe()}

            """));
        return 0;
    }

    private static async Task FillAsync(ImportHost host, string csv)
    {
        var options = new DemoBankOptions { Clients = 24_000, EndsOn = new DateOnly(2025, 9, 30), Overwrite = true };
        await DemoBank.WriteAsync(csv, options);
        await host.Importer.ImportFolderAsync(csv, "canonical", "benchmark");
    }

    private static PortfolioFilter RandomView(Random random, Period extent, IReadOnlyDictionary<PortfolioDimension, IReadOnlyList<string>> codes)
    {
        int[] lengths = [30, 92, 92, 183, 365];
        var length = lengths[random.Next(lengths.Length)];
        var to = extent.To.AddDays(-random.Next(extent.Days - (2 * length)));
        var period = new Period(to.AddDays(1 - length), to);
        return new PortfolioFilter
        {
            Period = period,
            Previous = period.Before(),
            Segments = Pick(PortfolioDimension.Segment),
            Countries = Pick(PortfolioDimension.Country),
            Channels = Pick(PortfolioDimension.Channel),
            Types = Pick(PortfolioDimension.Type),
        };

        string[] Pick(PortfolioDimension dimension) => random.Next(3) > 0 ? [] : [codes[dimension][random.Next(codes[dimension].Count)]];
    }

    private static double Share(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
