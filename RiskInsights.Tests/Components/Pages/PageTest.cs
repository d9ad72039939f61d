using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Tracking;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Dashboard.Uploads;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Jobs;

namespace RiskInsights.Tests.Components.Pages;

/// <summary>Parts of pages over the real core and job queue, on a warehouse of their own.</summary>
public abstract class PageTest : ComponentTest, IAsyncLifetime
{
    private static readonly AsyncLocal<JobProgram?> Making = new();

    /// <param name="more">Services that take the place of the program's.</param>
    protected PageTest(string language = "en", Action<IServiceCollection>? more = null)
        : base(language, services =>
        {
            AddProgram(services);
            more?.Invoke(services);
        })
    {
        Program = Making.Value!;
    }

    protected JobProgram Program { get; }

    public virtual async Task InitializeAsync() => await Program.StartAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Program.DisposeAsync();
    }

    /// <summary>Loads the small bank: two clients, three accounts, five transactions, two events.</summary>
    protected async Task ImportAsync()
    {
        foreach (var (name, text) in new[] { ("kyc.csv", SmallBank.Kyc), ("accounts.csv", SmallBank.Accounts), ("transactions.csv", SmallBank.Transactions), ("events.csv", SmallBank.Events) })
            await ImportAsync(name, text);
    }

    protected Task<BatchReport> ImportAsync(string name, string text) =>
        Program.Get<Importer>().ImportFileAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), name, "tester");

    private static void AddProgram(IServiceCollection services)
    {
        var program = Making.Value = new JobProgram();
        services.AddSingleton(program.Queue).AddSingleton(program.Factory);
        services.AddSingleton(program.Get<JobRepository>()).AddSingleton(program.Get<UploadFolder>()).AddSingleton(program.Get<BatchRepository>());
        services.AddSingleton(program.Get<PortfolioRepository>()).AddSingleton(program.Get<TransactionRepository>()).AddSingleton(program.Get<IdentifierSearch>());
        services.AddSingleton(program.Get<ExportService>());
        services.AddSingleton(program.Get<ClientRepository>()).AddSingleton(program.Get<ClientActivityRepository>());
        services.AddSingleton(program.Get<ClientScoreHistory>()).AddSingleton(program.Get<ClientList>());
        services.AddSingleton(program.Get<AnomalyRepository>()).AddSingleton(program.Get<RiskInsights.Core.Modelling.Scoring.ClientScores>());
        services.AddSingleton(program.Get<ModelRecipes>()).AddSingleton(program.Get<ModelReports>()).AddSingleton(program.Get<RiskInsights.Core.Modelling.Explanation.ClientExplanations>());
        services.AddSingleton(program.Get<FeatureExplorations>());
        services.AddSingleton(program.Get<TrainingRuns>()).AddSingleton(program.Get<RunOutbox>()).AddSingleton(program.Get<TrackingOptions>());
        services.AddSingleton(program.Get<PipelineRuns>()).AddSingleton(program.Get<StepRuns>()).AddSingleton(program.Get<ReportStore>()).AddSingleton(program.Get<Inbox>());
        services.AddSingleton(program.Get<PipelineStarts>()).AddSingleton(program.Get<PipelineSchedule>()).AddSingleton(program.Get<PipelineSettings>());
        foreach (var source in program.Get<IEnumerable<ICsvSource>>())
            services.AddSingleton(source);
        services.AddScoped<JobTexts>().AddScoped<TransferNews>().AddScoped<PipelineNews>().AddScoped<BankFacts>();
        services.AddScoped<ISearchSource, IdentifierHits>();
    }
}
