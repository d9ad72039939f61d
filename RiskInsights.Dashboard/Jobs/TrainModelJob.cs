using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Trains a model of clients. Result: <c>{"version": n}</c>.</summary>
internal sealed class TrainModelJob(ModelTraining training, ModelRecipe recipe, TrainingRequest request, int threads) : IJob
{
    public string Kind => JobKinds.Train;

    public string Subject => recipe.Name;

    public string Options => JsonSerializer.Serialize(request);

    public async Task<string?> RunAsync(JobContext context)
    {
        var version = await training.TrainAsync(recipe, request, context.StartedBy, threads, context.Report, context.Cancellation);
        return JsonSerializer.Serialize(new { version });
    }
}
