using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>
/// Our side of a comparison, run as the peers' script runs theirs: a new process, everything once (compiling included), one JSON line
/// with the same names.
/// </summary>
internal static class OurWork
{
    public const string Command = "our-work";
    public const string Prefix = "ours_";
    public const string Boosting = "ours_boosting";
    public const string LeafWise = "ours_boosting_leafwise";
    public const string Logistic = "ours_lr";
    public const string Forest = "ours_iforest";

    private const int OneRowCalls = 2000;

    public static int Run(string model, string file, string threadsText)
    {
        var threads = int.Parse(threadsText, CultureInfo.InvariantCulture);
        var data = PeerData.Read(file);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["rss_base"] = PeakMegabytes() };
        switch (model)
        {
            case Boosting: Boost(data, new BoostingOptions { Threads = threads }, figures); break;
            case LeafWise: Boost(data, new BoostingOptions { Threads = threads, GrowPolicy = GrowPolicy.LossGuided, MaxDepth = 0, MaxLeaves = 31 }, figures); break;
            case Logistic: Regress(data.Imputed(), threads, figures); break;
            case Forest: Isolate(data, threads, figures); break;
            default: return 1;
        }
        figures["rss_peak"] = PeakMegabytes();
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }

    private static void Boost(PeerData data, BoostingOptions options, Dictionary<string, double> figures)
    {
        var train = data.TrainRows;
        var model = Timed("train", figures, () => GradientBoostingTrainer.Fit(train, data.TrainLabels, options));
        figures["rss_train"] = PeakMegabytes();
        Quality(data, model.Probabilities(data.TestRows, options.Threads), figures);
        var million = data.Million();
        Timed("pred1m", figures, () => model.Probabilities(million, options.Threads));
        OneRow(million, row => model.Probability(row), figures);
    }

    private static void Regress(PeerData data, int threads, Dictionary<string, double> figures)
    {
        var train = data.TrainRows;
        var model = Timed("train", figures, () => LogisticRegressionTrainer.Fit(train, data.TrainLabels, new LogisticRegressionOptions { Threads = threads }));
        Quality(data, model.Probabilities(data.TestRows, threads), figures);
        var million = data.Million();
        Timed("pred1m", figures, () => model.Probabilities(million, threads));
        OneRow(million, row => model.Probability(row), figures);
    }

    private static void Isolate(PeerData data, int threads, Dictionary<string, double> figures)
    {
        var train = data.TrainRows;
        var model = Timed("train", figures, () => IsolationForestTrainer.Fit(train, new IsolationForestOptions { Threads = threads }));
        var all = data.Million();
        var scores = Timed("pred1m", figures, () => model.Scores(all, threads));
        byte[] labels = [.. data.TrainLabels, .. data.TestLabels];
        figures["auc"] = RocAuc.Of(labels, scores);
        figures["ap"] = AveragePrecision.Of(labels, scores);
        OneRow(all, row => model.Score(row), figures);
    }

    private static T Timed<T>(string name, Dictionary<string, double> figures, Func<T> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = work();
        figures[name + "_s"] = watch.Elapsed.TotalSeconds;
        figures[name + "_cpu_s"] = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        return result;
    }

    private static void Quality(PeerData data, double[] probabilities, Dictionary<string, double> figures)
    {
        var labels = data.TestLabels;
        figures["auc"] = RocAuc.Of(labels, probabilities);
        figures["ap"] = AveragePrecision.Of(labels, probabilities);
        // The peers' script clips so; a row that is all but certain and wrong weighs less then.
        figures["logloss"] = LogLoss.Of(labels, Array.ConvertAll(probabilities, p => Math.Clamp(p, 1e-7, 1 - 1e-7)));
    }

    private static void OneRow(FeatureMatrix rows, Func<ReadOnlySpan<float>, double> score, Dictionary<string, double> figures)
    {
        for (var i = 0; i < 20 * OneRowCalls; i++) score(rows.Row(i));
        var microseconds = new double[OneRowCalls];
        for (var i = 0; i < OneRowCalls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            score(rows.Row(i));
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(microseconds);
        figures["row_p50_us"] = microseconds[OneRowCalls / 2];
        figures["row_p99_us"] = microseconds[(int)(OneRowCalls * 0.99)];
    }

    /// <summary>The most memory that this process held so far, as the peers' <c>ru_maxrss</c>.</summary>
    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
