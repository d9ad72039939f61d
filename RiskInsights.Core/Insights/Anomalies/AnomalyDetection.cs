using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>Grows an isolation forest over the newest transactions and scores every one of them.</summary>
public sealed class AnomalyDetection(WarehouseDatabase warehouse, ModelVersions versions, TrainingRuns runs, TimeProvider time)
{
    public const string ModelName = "anomalies";

    private const string Algorithm = "isolation_forest";

    /// <summary>Only the top of the list is ever read line by line: the main reason is worked out for this share.</summary>
    public const double ExplainedShare = 0.05;

    /// <summary>
    /// The options that a search uses. Planted anomalies of the demo bank come in bursts, a few rows alike: with larger samples
    /// the trees see enough of the ordinary to set even those apart; twice the usual number of trees makes the order steadier.
    /// </summary>
    public static IsolationForestOptions Recipe { get; } = new() { SampleSize = 1024, Trees = 200 };

    private const string ForgetSql = """
        DELETE FROM ml_anomaly_scores
        """;

    /// <summary>Trains, scores, stores the version and replaces the scores. Returns the version. However it ends, it is written down as a run.</summary>
    /// <param name="progress">Receives a step's name and the share done, 0 to 1.</param>
    /// <exception cref="TrainingRefusedException">Too few transactions.</exception>
    public async Task<int> DetectAsync(
        IsolationForestOptions options, string startedBy, Action<string, double> progress, CancellationToken cancellation = default)
    {
        options = options with { AllowConstantColumns = true };
        var run = new TrainingRun
        {
            ModelName = ModelName,
            Algorithm = Algorithm,
            Parameters = RunParameters.Of(options),
            StartedBy = startedBy,
            StartedAt = time.GetUtcNow(),
        };
        try
        {
            return await DetectAsync(run, options, progress, cancellation);
        }
        catch (Exception error)
        {
            await runs.AddEndedAsync(run, error);
            throw;
        }
    }

    private async Task<int> DetectAsync(TrainingRun run, IsolationForestOptions options, Action<string, double> progress, CancellationToken cancellation)
    {
        progress("job_reading_transactions", 0.02);
        var set = await AnomalySet.ReadAsync(warehouse, cancellation);
        progress("job_growing_forest", 0.4);
        var model = IsolationForestTrainer.Fit(set.Features, options, cancellation: cancellation);
        progress("job_scoring", 0.5);
        var scores = model.Scores(set.Features, options.Threads, cancellation: cancellation);
        progress("job_explaining", 0.65);
        var reasons = AnomalyReason.Of(model, set.Features, scores, ExplainedShare, cancellation);
        progress("job_storing", 0.75);
        return await warehouse.WriteAsync(
            writer =>
            {
                var trained = Describe(model, options, set, scores, run.StartedBy);
                var version = versions.Add(writer, trained);
                runs.Add(writer, run with { Version = version, Metrics = trained.Metrics, DataFingerprint = trained.DataFingerprint });
                writer.Execute(ForgetSql);
                Write(writer, version, set, scores, reasons);
                return version;
            },
            cancellation);
    }

    private static TrainedModel Describe(IsolationForestModel model, IsolationForestOptions options, AnomalySet set, double[] scores, string startedBy) => new()
    {
        ModelName = ModelName,
        Algorithm = Algorithm,
        Parameters = JsonSerializer.Serialize(options),
        Features = [.. AnomalyFeature.All.Select(f => f.Name)],
        DataFingerprint = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(set.Features.Values))),
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["transactions"] = set.Features.Rows,
            ["score_min"] = scores.Min(),
            ["score_mean"] = scores.Average(),
            ["score_max"] = scores.Max(),
        },
        Evaluation = AnomalyNorms.Of(set.Features).ToJson(),
        Artefact = Encoding.UTF8.GetBytes(model.ToJson()),
        IsSound = true,
        TakesOver = true,
        TrainedBy = startedBy,
    };

    private static void Write(WarehouseWriter writer, int version, AnomalySet set, double[] scores, AnomalyReason[] reasons)
    {
        using var insert = writer.BulkInsert(
            "ml_anomaly_scores", "version", "transaction_id", "date_key", "score", "times_usual", "main_reason", "attributions", "client_key");
        foreach (var i in Enumerable.Range(0, scores.Length).OrderBy(i => set.TransactionIds[i]))
        {
            insert.Set(0, version);
            insert.Set(1, set.TransactionIds[i]);
            insert.Set(2, set.DateKeys[i]);
            insert.Set(3, scores[i]);
            insert.Set(4, set.TimesUsual[i]);
            insert.Set(5, reasons[i].Main);
            insert.Set(6, reasons[i].Attributions);
            insert.Set(7, set.ClientKeys[i]);
            insert.Insert();
        }

        insert.Flush();
    }
}
