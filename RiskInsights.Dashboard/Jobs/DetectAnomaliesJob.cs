using System.Text.Json;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.MachineLearning.IsolationForest;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Trains the isolation forest and scores the transactions. Result: <c>{"version": n}</c>.</summary>
internal sealed class DetectAnomaliesJob(AnomalyDetection detection, IsolationForestOptions options) : IJob
{
    public string Kind => JobKinds.Train;

    public string Subject => AnomalyDetection.ModelName;

    public string Options => JsonSerializer.Serialize(options);

    public async Task<string?> RunAsync(JobContext context)
    {
        var version = await detection.DetectAsync(options, context.StartedBy, context.Report, context.Cancellation);
        return JsonSerializer.Serialize(new { version });
    }
}
