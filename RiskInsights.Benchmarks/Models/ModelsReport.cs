using System.Globalization;
using System.Text;

namespace RiskInsights.Benchmarks.Models;

/// <summary>Everything that was measured, and how it is written down.</summary>
internal sealed record ModelsReport(
    int Clients, int Threads, string Rows, IReadOnlyList<MeasuredWork> Works, IReadOnlyList<AskedQuestion> Questions, IReadOnlyList<PeerPair> Peers)
{
    public bool IsKept => Works.All(w => w.IsKept) && Questions.All(q => q.IsKept);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # Models

            `dotnet run -c Release --project RiskInsights.Benchmarks -- models`: a demo bank of {Clients:N0} clients and three years in SQLite ({Rows}). Jobs run
            as the dashboard runs them, on a thread of the lowest priority with {Threads} to compute; each once, compiling included. A training reads features and
            labels of all its dates, looks for leaks, fits, tests, scores today's clients and registers; its last part is scoring and storing.

            | work | seconds | CPU seconds | asked |
            |---|---|---|---|
            """);
        foreach (var work in Works)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| **{work.Name}** | **{work.Whole.Seconds:0.00}** | {work.Whole.CpuSeconds:0.00} | {(work.Asked is { } asked ? FormattableString.Invariant($"≤ {asked}") : "")} |");
            foreach (var part in work.Parts)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {part.Name} | {part.Seconds:0.00} | {part.CpuSeconds:0.00} | |");
        }

        text.AppendLine().AppendLine("| question | clients | first ms | median ms | p95 ms | asked |").AppendLine("|---|---|---|---|---|---|");
        foreach (var question in Questions)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {question.Name} | {question.Milliseconds.Count} | {question.First:0.0} | {question.Median:0.0} | **{question.P95:0.0}** | ≤ {question.Asked} |");
        text.AppendLine().AppendLine("| beside a peer | peer | peer's s | ours, s | ratio | test AUC, peer / ours | log loss, peer / ours |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var pair in Peers)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {pair.Name} | {pair.Peer} | {pair.TheirSeconds:G3} | {pair.OurSeconds:G3} | **{pair.Ratio:0.00}** | {pair.Theirs.Auc:0.0000} / {pair.Ours.Auc:0.0000} | {pair.Theirs.LogLoss:0.00000} / {pair.Ours.LogLoss:0.00000} |");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"""
            - Clients are spread evenly over the ranks; what would change a score is asked of those who have a line to cross, and crosses the one that their page names.
            - Peers: XGBoost `hist` (xgb) with the same trees, depth, rate and shares, scikit-learn's LogisticRegression (lr) on the same inputs without gaps; medians of 3 rounds in turn on the matrices that the trainings read, {Threads} thread(s) each, theirs in a new process and without DMatrix or scaling; ours scales the regression's inputs itself. The parts of the reading are measured once more on their own.
            - Machine: {Machine.Describe()}
            """);
        return text.ToString();
    }
}
