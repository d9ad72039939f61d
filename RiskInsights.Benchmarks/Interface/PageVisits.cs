using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Interface;

/// <summary>A page: its address, and what it asks for its figures once its circuit stands.</summary>
internal sealed record PageVisit(string Name, string Path, Func<Task> AskAsync)
{
    /// <summary>Its name, and the milliseconds until the page and the answers for its figures were there.</summary>
    public async Task<(string Question, double Milliseconds)> OpenAsync(HttpClient client)
    {
        var clock = Stopwatch.StartNew();
        await client.GetStringAsync(new Uri(Path, UriKind.Relative));
        await AskAsync();
        return (Name, clock.Elapsed.TotalMilliseconds);
    }
}

/// <summary>The pages of the program, with the questions that their cards ask.</summary>
internal sealed class PageVisits(IServiceProvider services, Period extent, int anomalies, ModelRecipes recipes)
{
    private const string ClientsSql = """
        SELECT client_id FROM dim_clients WHERE client_key % 97 = 1 ORDER BY client_key LIMIT 3
        """;

    private readonly Period _period = new(extent.To.AddDays(-91), extent.To);

    public async Task<IReadOnlyList<PageVisit>> AllAsync()
    {
        var clients = await Get<WarehouseDatabase>().RowsAsync<string>(ClientsSql);
        return
        [
            new("overview", "/", OverviewAsync),
            new("clients", "/clients", () => Get<ClientList>().PageAsync(new ClientListFilter(), ClientSort.Risk, descending: true, 0, 25)),
            .. clients.Select(id => new PageVisit("client", "/clients/" + id, () => ClientAsync(id))),
            new("transactions", "/transactions", TransactionsAsync),
            new("default", "/default-risk", () => ModelAsync(recipes[DefaultRecipe.Name])),
            new("churn", "/churn", () => ModelAsync(recipes[ChurnRecipe.Name])),
            new("anomalies", "/anomalies", AnomaliesAsync),
            new("explore", "/explore/default", () => Get<FeatureExplorations>().FindAsync(DefaultRecipe.Name)),
            new("experiments", "/experiments", () => Get<TrainingRuns>().ListAsync(new RunFilter())),
            new("pipeline", "/pipeline", () => Get<PipelineRuns>().ListAsync(0, 20)),
        ];
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private async Task OverviewAsync()
    {
        var filter = new PortfolioFilter { Period = _period, Previous = _period.Before() };
        await Get<PortfolioRepository>().OverviewAsync(filter, Granularity.Week);
        await Get<PortfolioRepository>().TopAccountsAsync(filter, 0, 8);
    }

    private async Task ClientAsync(string id)
    {
        var profile = (await Get<ClientRepository>().ProfileAsync(id))!;
        await Get<ClientActivityRepository>().ReadAsync(profile, _period.From, _period.To, null);
        foreach (var recipe in recipes.All)
        {
            await Get<ClientExplanations>().OfAsync(recipe, profile.ClientKey);
            await Get<ClientScores>().HistoryAsync(recipe, profile.ClientKey);
        }
    }

    private async Task TransactionsAsync()
    {
        var filter = new TransactionFilter { From = _period.From, To = _period.To };
        await Get<TransactionRepository>().TotalsAsync(filter);
        await Get<TransactionRepository>().PageAsync(filter, TransactionSort.Booked, descending: true, 0, 50);
    }

    private async Task ModelAsync(ModelRecipe recipe)
    {
        var report = (await Get<ModelReports>().ReportAsync(recipe, null))!;
        var asOf = (await Get<ModelReports>().AsOfAsync(recipe, report.Shown.Version))!.Value;
        await Get<ModelReports>().DriftAsync(recipe, report.Shown.Version);
        await Get<ClientScores>().RiskiestAsync(recipe, report.Shown.Version, asOf, 0, 0, 25);
    }

    private async Task AnomaliesAsync()
    {
        var filter = new AnomalyFilter { From = extent.From, To = extent.To };
        var line = await Get<AnomalyRepository>().ScoreAtAsync(anomalies, 0.01);
        await Get<AnomalyRepository>().CountsAsync(anomalies, filter, line);
        await Get<AnomalyRepository>().QueueAsync(anomalies, filter, line, AnomalySort.Score, 0, 25);
    }
}
