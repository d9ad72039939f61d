namespace RiskInsights.Benchmarks.Peers;

/// <summary>All runs of all rounds; a figure is the median over the rounds.</summary>
internal sealed class PeerRounds
{
    private const string Million = "clf_1m.bin";
    private const string Complete = "clf_1m_complete.bin";
    private const string Small = "clf_100k.bin";
    private const string Anomalies = "anom_1m.bin";

    private readonly List<PeerRun> _runs = [];

    /// <summary>One round, with the sides of each comparison next to each other.</summary>
    public static IReadOnlyList<PeerWork> Round { get; } =
    [
        .. from threads in new[] { 1, 2 }
           from file in new[] { Million, Complete, Small }
           from model in new[] { "xgb", OurWork.Boosting, "hgb" }
           where !(string.Equals(model, "hgb", StringComparison.Ordinal) && string.Equals(file, Complete, StringComparison.Ordinal))
           select new PeerWork(model, file, threads),
        new(OurWork.LeafWise, Million, 1),
        .. from threads in new[] { 1, 2 }
           from model in new[] { "lr", OurWork.Logistic }
           select new PeerWork(model, Million, threads),
        new("iforest", Anomalies, 1), new(OurWork.Forest, Anomalies, 1), new(OurWork.Forest, Anomalies, 2),
    ];

    public async Task RunAsync(PeerFolder folder)
    {
        foreach (var work in Round) _runs.Add(await PeerRun.OfAsync(work, folder));
    }

    public double Median(string model, string file, int threads, string figure)
    {
        var values = _runs.Where(run => run.Work == new PeerWork(model, file, threads)).Select(run => run.Figures[figure]).Order().ToArray();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public IEnumerable<PeerLine> Lines()
    {
        foreach (var (file, name, most) in new[] { (Million, "train 800k × 30, 5 % missing", 0.47), (Complete, "train 800k × 30, none missing", 0.75), (Small, "train 80k × 30, start-up included", 0.85) })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                // The small training is held against the faster of the two.
                var peer = !string.Equals(file, Small, StringComparison.Ordinal) || Median("xgb", file, threads, "train_s") <= Median("hgb", file, threads, "train_s") ? "xgb" : "hgb";
                yield return Time(name, peer, OurWork.Boosting, file, threads, "train_s", "train_s", most, "auc");
            }
        }
        yield return Time("predict 1 M rows", "xgb", OurWork.Boosting, Million, 1, "pred1m_inplace_s", "pred1m_s", 0.30, "auc");
        yield return Time("predict 1 M rows", "xgb", OurWork.Boosting, Million, 2, "pred1m_inplace_s", "pred1m_s", 0.30, "auc");
        yield return Time("logistic regression, train 800k × 30", "lr", OurWork.Logistic, Million, 1, "train_s", "train_s", 0.35, "logloss");
        yield return Time("logistic regression, train 800k × 30", "lr", OurWork.Logistic, Million, 2, "train_s", "train_s", 0.35, "logloss");
        yield return Time("isolation forest, score 1 M × 8", "iforest", OurWork.Forest, Anomalies, 1, "pred1m_s", "pred1m_s", 0.04, "auc");
        yield return Time("peak memory of training 800k × 30, MB", "xgb", OurWork.Boosting, Million, 1, "rss_train", "rss_train", 0.5, "auc");
    }

    public IEnumerable<(string Name, double Value, double Least)> Qualities()
    {
        yield return ("AUC at 800k × 30, depth-wise", Median(OurWork.Boosting, Million, 1, "auc"), 0.8740);
        yield return ("AUC at 800k × 30, leaf-wise, 31 leaves", Median(OurWork.LeafWise, Million, 1, "auc"), 0.8750);
        yield return ("AUC at 80k × 30", Median(OurWork.Boosting, Small, 1, "auc"), 0.8727);
    }

    public (double P50, double P99, double Peer) OneRow() =>
        (Median(OurWork.Boosting, Million, 1, "row_p50_us"), Median(OurWork.Boosting, Million, 1, "row_p99_us"), Median("xgb", Million, 1, "row_p50_us"));

    private PeerLine Time(string name, string peer, string ours, string file, int threads, string peerFigure, string ourFigure, double most, string quality) =>
        new(name, threads, peer, Median(peer, file, threads, peerFigure), Median(ours, file, threads, ourFigure), most,
            quality, Median(peer, file, threads, quality), Median(ours, file, threads, quality));
}

/// <summary>A comparison: medians of both sides, the highest ratio that is accepted, and a quality of both beside it.</summary>
internal sealed record PeerLine(
    string Name, int Threads, string Peer, double Theirs, double Ours, double Most, string Quality, double TheirQuality, double OurQuality)
{
    public double Ratio => Ours / Theirs;
}
