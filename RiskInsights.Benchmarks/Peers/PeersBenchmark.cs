using System.Globalization;
using System.Text;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>The learning core beside XGBoost and scikit-learn: the same files, parameters and threads, in alternation.</summary>
internal static class PeersBenchmark
{
    private const int FewestRounds = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        var count = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : FewestRounds;
        var folder = new PeerFolder();
        await folder.PrepareAsync();
        var rounds = new PeerRounds();
        for (var round = 0; round < count; round++) await rounds.RunAsync(folder);
        var report = Report(rounds, count);
        Console.WriteLine(report);
        if (count >= FewestRounds) await File.WriteAllTextAsync(Results.PathOf("peers.md"), report);
        return rounds.Lines().All(line => line.Ratio <= line.Most) && rounds.Qualities().All(quality => quality.Value >= quality.Least) ? 0 : 1;
    }

    private static string Report(PeerRounds rounds, int count)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The learning core beside its peers

            `dotnet run -c Release --project RiskInsights.Benchmarks -- peers`: medians of {count} rounds, ours and the peer in turn, each in a new
            process that reads the file, trains once and predicts (compiling included, reading excluded). Boosting: 100 trees, depth 6, rate 0.1,
            λ 1, 255 or 256 bins; peers XGBoost 1.7.4 `hist` (xgb) and scikit-learn 1.2.1 (hgb, lr, iforest). Seconds unless said.

            | work | threads | peer | peer's | ours | ratio | at most | quality, peer / ours |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var line in rounds.Lines())
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {line.Name} | {line.Threads} | {line.Peer} | {line.Theirs:G4} | {line.Ours:G4} | **{line.Ratio:F3}** | {line.Most} | {line.Quality} {line.TheirQuality:F5} / {line.OurQuality:F5} |");
        }
        text.AppendLine().AppendLine("| quality | ours | at least |").AppendLine("|---|---|---|");
        foreach (var (name, value, least) in rounds.Qualities())
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value:F5} | {least:F4} |");
        var (p50, p99, peer) = rounds.OneRow();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"- One row: {p50:F1} µs at the median, {p99:F1} µs at the 99th percentile (5 µs is asked); XGBoost from Python {peer:F1} µs.");
        text.AppendLine(CultureInfo.InvariantCulture, $"- Machine: {Machine.Describe()}");
        return text.ToString();
    }
}
