using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>One piece of work done once, by one side, in a process of its own: the numbers of the JSON line that it printed.</summary>
internal sealed record PeerRun(PeerWork Work, IReadOnlyDictionary<string, double> Figures)
{
    public static async Task<PeerRun> OfAsync(PeerWork work, PeerFolder folder)
    {
        var start = work.IsOurs
            ? new ProcessStartInfo(Environment.ProcessPath!, [OurWork.Command, work.Model, folder.Data(work.File), work.ThreadsText])
            : new ProcessStartInfo("/usr/bin/python3", [folder.Script("ml_peer.py"), work.Model, folder.Data(work.File), work.ThreadsText]);
        start.RedirectStandardOutput = true;
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = work.ThreadsText;
        using var process = Process.Start(start)!;
        var line = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || line.Length == 0) throw new InvalidOperationException($"{work.Model} on {work.File} failed.");
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(line[line.LastIndexOf('{')..]);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Number) figures[property.Name] = property.Value.GetDouble();
        }
        var run = new PeerRun(work, figures);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work.Model} {work.File} {work.Threads}T: {line}"));
        return run;
    }
}

/// <summary>What is run: a learner on a file with a number of threads.</summary>
/// <param name="Model">A name that <see cref="OurWork"/> knows, or one of the peers' script.</param>
internal sealed record PeerWork(string Model, string File, int Threads)
{
    public bool IsOurs => Model.StartsWith(OurWork.Prefix, StringComparison.Ordinal);

    public string ThreadsText => Threads.ToString(CultureInfo.InvariantCulture);
}
