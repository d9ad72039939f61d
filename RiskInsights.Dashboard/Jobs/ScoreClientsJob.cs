using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Scores all clients with the champion as of the newest date. Result: <c>{"version": n, "clients": n}</c>.</summary>
internal sealed class ScoreClientsJob(ModelScoring scoring, ModelRecipe recipe, int threads) : IJob
{
    public string Kind => JobKinds.Score;

    public string Subject => recipe.Name;

    public async Task<string?> RunAsync(JobContext context)
    {
        var result = await scoring.ScoreAsync(recipe, null, null, threads, context.Report, context.Cancellation)
            ?? throw new JobFailedException("There is no champion to score with: train the model first.");
        return JsonSerializer.Serialize(new { version = result.Version, clients = result.Clients });
    }
}
