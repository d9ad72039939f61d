using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Ingestion.Aggregation;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>Our side of the load, in a process of its own so that its memory is its own: prints one line of JSON.</summary>
internal static class OurLoad
{
    public const string Command = "our-load";

    // What the peers' own rule flags.
    private static readonly WatchRule PeersRule = new() { HighRiskCountries = ["RU", "CN", "NG", "PA", "KY"] };

    /// <param name="place">An empty one.</param>
    /// <param name="files">What <see cref="PeerBank"/> wrote.</param>
    public static async Task<int> RunAsync(string place, string files)
    {
        var watch = Stopwatch.StartNew();
        await using var host = await ImportHost.OpenAsync(WarehousePlace.Parse(place), new ImportOptions { Watch = PeersRule });
        string[] names = ["kyc", "accounts", "transactions", "events"];
        var reports = await host.Importer.ImportFilesAsync([.. names.Select(n => Path.Combine(files, n + ".csv"))], "benchmark");
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var (peak, cpu) = (process.PeakWorkingSet64 >> 20, process.TotalProcessorTime.TotalSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"seconds\": {seconds:F2}, \"cpu\": {cpu:F2}, \"megabytes\": {peak}, \"quarantined\": {reports.Sum(r => r.Quarantined)}}}"));
        return 0;
    }
}
