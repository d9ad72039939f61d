using System.Diagnostics;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>A program that was run to its end: how long it took, how much memory it held at most, what it printed.</summary>
internal sealed record Timed(double Seconds, long Megabytes, string Output)
{
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<Timed> RunAsync(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder ?? "" };
        start.Environment["PEERS_WORK"] = Peers.Work;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(50))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var output = (await reading).Trim();
        return process.ExitCode == 0
            ? new Timed(seconds, peak >> 20, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }
}
