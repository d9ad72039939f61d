using RiskInsights.Core.Insights.Clients;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Clients;

public sealed class ClientScoresTests : IAsyncLifetime
{
    private ClientBank _bank = null!;

    public async Task InitializeAsync() => _bank = await ClientBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    private async Task<ClientScoring?> OfAsync(string segment, string model = ClientScoreHistory.Default) =>
        await _bank.Scores.OfAsync(model, (await _bank.ProfileAsync(segment)).ClientKey);

    [EngineFact]
    public async Task Scores_OfAModelWithoutAChampion_AreUnknown()
    {
        await _bank.AddVersionAsync("default", 1, "challenger");
        Assert.Null(await OfAsync("retail"));
        Assert.Null(await _bank.Scores.NewestAsync(ClientScoreHistory.Default));
    }

    [EngineFact]
    public async Task Scores_OfAClient_AreAllDatesAndVersionsWithTheChampionsNewestFirstInMind()
    {
        await _bank.AddVersionAsync("default", 1, "archived");
        await _bank.AddVersionAsync("default", 2, "champion");
        await _bank.AddVersionAsync("churn", 1, "champion");
        await _bank.AddScoreAsync("default", 1, 20240101, "retail", 0.01, 1);
        await _bank.AddScoreAsync("default", 1, 20240301, "retail", 0.05, 1);
        await _bank.AddScoreAsync("default", 2, 20240201, "retail", 0.02, 2);
        await _bank.AddScoreAsync("default", 2, 20240201, "student", 0.10, 1);
        await _bank.AddScoreAsync("default", 2, 20240301, "retail", 0.20, 1);
        await _bank.AddScoreAsync("default", 2, 20240301, "student", 0.04, 2);
        await _bank.AddScoreAsync("churn", 1, 20240301, "retail", 0.33, 1);

        var scoring = (await OfAsync("retail"))!;
        Assert.Equal([(1, 20240101), (2, 20240201), (1, 20240301), (2, 20240301)], scoring.Scores.Select(s => (s.Version, s.AsOfDateKey)));
        Assert.Equal((2, 0.20, 1, new DateOnly(2024, 3, 1)), (scoring.Newest!.Version, scoring.Newest.Probability, scoring.Newest.ScoreRank, scoring.Newest.AsOf));
        Assert.Equal(0.02, scoring.Before!.Probability);
        Assert.Equal((0.12, 2L), (Math.Round(scoring.PortfolioMean!.Value, 12), scoring.ScoredClients));
        Assert.Equal((2, new DateOnly(2024, 3, 1)), await _bank.Scores.NewestAsync(ClientScoreHistory.Default));
        Assert.Equal(0.33, (await OfAsync("retail", ClientScoreHistory.Churn))!.Newest!.Probability);
    }

    [EngineFact]
    public async Task Scores_OfAClientThatTheChampionLeftOut_HaveNoNewest()
    {
        await _bank.AddVersionAsync("default", 1, "archived");
        await _bank.AddVersionAsync("default", 2, "champion");
        await _bank.AddScoreAsync("default", 1, 20240101, "affluent", 0.3, 1);
        await _bank.AddScoreAsync("default", 2, 20240301, "retail", 0.2, 1);
        var scoring = (await OfAsync("affluent"))!;
        Assert.Single(scoring.Scores);
        Assert.Equal((null, null, null), (scoring.Newest, scoring.Before, scoring.PortfolioMean));
    }
}
