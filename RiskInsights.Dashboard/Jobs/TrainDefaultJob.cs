using System.Text.Json;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Trains the default model. Result: <c>{"version": n}</c>.</summary>
internal sealed class TrainDefaultJob(DefaultTraining training, LogisticRegressionOptions options) : IJob
{
    public string Kind => JobKinds.Train;

    public string Subject => DefaultTraining.ModelName;

    public string Options => JsonSerializer.Serialize(options);

    public async Task<string?> RunAsync(JobContext context)
    {
        var version = await training.TrainAsync(options, context.StartedBy, context.Report, context.Cancellation);
        return JsonSerializer.Serialize(new { version });
    }
}
