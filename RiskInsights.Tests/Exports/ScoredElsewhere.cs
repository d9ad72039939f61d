using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Exports;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Modelling;

namespace RiskInsights.Tests.Exports;

/// <summary>All that somebody gets who scores without this program: the downloaded model and the exported inputs; and what this program said.</summary>
internal sealed class ScoredElsewhere(LearnableBank bank)
{
    private const string ProbabilitiesSql = """
        SELECT c.client_id, s.probability FROM ml_scores s JOIN dim_clients c ON c.client_key = s.client_key WHERE s.model_name = @modelName AND s.version = @version
        """;

    /// <summary>A file of <c>/downloads/models/</c> as the program answers.</summary>
    public async Task<byte[]> DownloadAsync(string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(bank.Versions).AddSingleton(LearnableBank.Default).AddSingleton(LearnableBank.Churn).AddSingleton<ModelRecipes>();
        await using var app = builder.Build();
        app.MapModels();
        await app.StartAsync();
        using var client = app.GetTestClient();
        return await client.GetByteArrayAsync(new Uri("/downloads/models/" + file, UriKind.Relative));
    }

    /// <summary>The path of the exported inputs.</summary>
    public async Task<string> InputsAsync(ModelRecipe recipe)
    {
        await using var services = new ServiceCollection().AddExports()
            .AddSingleton(bank.Bank.Database).AddSingleton(bank.Bank.Folder).AddSingleton<TimeProvider>(new FixedTime(new DateOnly(2025, 6, 30)))
            .BuildServiceProvider();
        await services.GetRequiredService<ExportService>().ExportAsync([recipe.InputsTable], "tester");
        return Path.Combine(bank.Bank.Folder.Exports, "latest", recipe.InputsTable + ".csv");
    }

    /// <summary>By pseudonym.</summary>
    public async Task<Dictionary<string, double>> ProbabilitiesAsync(ModelRecipe recipe, int version) =>
        (await bank.Bank.Database.RowsAsync<Scored>(ProbabilitiesSql, new { modelName = recipe.Name, version })).ToDictionary(s => s.ClientId, s => s.Probability, StringComparer.Ordinal);

    /// <summary>Fails unless every client has the same probability, and there is no other.</summary>
    public static void RequireSame(Dictionary<string, double> ours, IReadOnlyDictionary<string, double> theirs, double tolerance)
    {
        Assert.Equal(ours.Keys.Order(StringComparer.Ordinal), theirs.Keys.Order(StringComparer.Ordinal));
        Assert.All(ours, score => Assert.Equal(score.Value, theirs[score.Key], tolerance));
        Assert.True(ours.Values.Distinct().Count() > 20);
    }

    private sealed record Scored
    {
        public string ClientId { get; init; } = "";

        public double Probability { get; init; }
    }
}
