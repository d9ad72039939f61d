using System.Diagnostics;
using System.Globalization;

namespace RiskInsights.Benchmarks.Kills;

/// <summary>A process that imports files one by one and says so after each, until it is killed.</summary>
internal static class KilledImport
{
    public const string Command = "killed-import";
    private const string Acknowledged = "acknowledged ";

    /// <summary>Runs inside the process.</summary>
    public static async Task<int> RunAsync(string place, string files)
    {
        await using var host = await ImportHost.OpenAsync(WarehousePlace.Parse(place));
        foreach (var file in Directory.GetFiles(files, "*.csv").Order(StringComparer.Ordinal))
        {
            var reports = await host.Importer.ImportFilesAsync([file], "kills");
            Console.WriteLine(Acknowledged + reports[0].BatchId.ToString(CultureInfo.InvariantCulture));
            await Console.Out.FlushAsync();
        }

        return 0;
    }

    /// <summary>Starts the process and kills it after a while. Returns the batches that it acknowledged, and whether it was still running then.</summary>
    public static async Task<(List<long> Batches, bool WasRunning)> StartAndKillAsync(WarehousePlace place, string files, TimeSpan after)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) is "dotnet")
            start.ArgumentList.Add(typeof(KilledImport).Assembly.Location);
        foreach (var argument in (string[])[Command, place.Text, files])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var reading = ReadAsync(process.StandardOutput);
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(after));
        var wasRunning = !process.HasExited;
        if (!wasRunning && process.ExitCode != 0)
            throw new InvalidOperationException("The import failed by itself: its error stands above.");
        process.Kill();
        await process.WaitForExitAsync();
        return (await reading, wasRunning);
    }

    private static async Task<List<long>> ReadAsync(StreamReader output)
    {
        var batches = new List<long>();
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Acknowledged, StringComparison.Ordinal))
                batches.Add(long.Parse(line.AsSpan(Acknowledged.Length), CultureInfo.InvariantCulture));
        }

        return batches;
    }
}
