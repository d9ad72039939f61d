using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>
/// Our side of the eight questions, as the program answers them: from the snapshot of the aggregates, whose reading is timed apart.
/// Prints one line of JSON: milliseconds by question, and the rows as texts to be compared with the peers'.
/// </summary>
internal static class OurKpis
{
    public const string Command = "our-kpis";

    private static readonly Period Whole = new(new DateOnly(2023, 1, 1), new DateOnly(2025, 1, 31));

    private static readonly Dictionary<string, Func<PortfolioRepository, Task<IEnumerable<string>>>> Questions = new(StringComparer.Ordinal)
    {
        ["q1_volume_month_channel"] = async p => (await p.MonthlyVolumesAsync(PortfolioDimension.Channel)).Select(r => Row(r.YearMonth, r.Code, r.TransactionCount, r.VolumeCents)),
        ["q2_active_clients_month"] = async p => (await p.ActiveClientsAsync()).Select(r => Row(r.YearMonth, r.ActiveClients)),
        ["q3_balance_by_segment"] = async p => (await p.SegmentsAsync()).Select(r => Row(r.Segment, r.Accounts, r.BalanceCents)),
        ["q4_top20_accounts"] = async p => (await p.TopAccountsAsync(new PortfolioFilter { Period = Whole, Previous = Whole.Before() }, 0, 20)).Rows.Select(r => Row(r.Account.AccountId, r.VolumeCents)),
        ["q5_rolling30"] = async p => (await p.RollingVolumeAsync(30)).Select(r => Row(r.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), r.VolumeCents)),
        ["q6_default_rate_segment"] = async p => (await p.SegmentsAsync()).Select(r => Row(r.Segment, r.Clients, r.Defaulted)),
        ["q7_percentiles"] = async p => (await p.AmountPercentilesAsync([0.5, 0.95, 0.99])).Select(r => Row(r!)),
        ["q8_anomalies_country"] = async p => (await p.WatchedAsync()).Select(r => Row(r.Country, r.TransactionCount, r.AmountCents)),
    };

    public static async Task<int> RunAsync(string place, string repetitions)
    {
        await using var host = await ImportHost.OpenAsync(WarehousePlace.Parse(place));
        var portfolio = host.Get<PortfolioRepository>();
        var watch = Stopwatch.StartNew();
        await portfolio.WarmUpAsync();
        var (times, rows) = (new Dictionary<string, double>(StringComparer.Ordinal) { ["snapshot"] = watch.Elapsed.TotalMilliseconds }, new Dictionary<string, string[]>(StringComparer.Ordinal));
        foreach (var (name, ask) in Questions)
        {
            rows[name] = [.. await ask(portfolio)];
            var runs = new List<double>();
            for (var i = 0; i < int.Parse(repetitions, CultureInfo.InvariantCulture); i++)
            {
                watch.Restart();
                _ = (await ask(portfolio)).Count();
                runs.Add(watch.Elapsed.TotalMilliseconds);
            }

            times[name] = Math.Round(runs.Order().ElementAt(runs.Count / 2), 3);
        }

        Console.WriteLine(JsonSerializer.Serialize(new { times, rows }));
        return 0;
    }

    private static string Row(params object[] values) => string.Join('|', values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
}
