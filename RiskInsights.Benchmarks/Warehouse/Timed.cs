using System.Diagnostics;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>A program that was run to its end: how long it took, what it printed.</summary>
internal sealed record Timed(double Seconds, string Output)
{
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<Timed> RunAsync(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder ?? "" };
        start.Environment["PEERS_WORK"] = Peers.Work;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Timed(seconds, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }
}
