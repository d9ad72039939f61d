using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Pages.Explorer;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;
using RiskInsights.Tests.Insights.Anomalies;

namespace RiskInsights.Tests.Components;

/// <summary>The parts of the anomaly page on a small bank with four strange transfers, over the real core.</summary>
internal sealed class AnomalyPageTest(WatchedBank bank, string language = "en") : ComponentTest(language, services => services
    .AddRiskInsights(bank.Bank.Folder).AddJobs().AddSingleton<JobTexts>().AddSingleton<BankFacts>())
{
    public Bank Bank { get; } = new(new Period(WatchedBank.First, WatchedBank.Last), "EUR", 0);

    public string Url => Address;

    public ExplorerView View(string? url = null) => ExplorerView.Of(url ?? Address, DashboardFilter.Parse(url ?? Address), Bank.Data);

    public Task<LatestSearch> SearchAsync() => LatestSearch.ReadAsync(Services.GetRequiredService<AnomalyRepository>(), CancellationToken.None);

    public void Open(string url) => GoTo(url);
}
