using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Pages.ClientFile;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>One client: who it is, what the models say, what happened, the accounts and the rows. The period, the filters and the way back live in the URL.</summary>
public sealed partial class Client : IDisposable
{
    private ActivityOnce? _activity;

    [Parameter] public string ClientId { get; set; } = "";

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    // The page's own parameters are read from the address by ClientViews and ClientPlace; naming them here renders the page again when one changes.
    [SupplyParameterFromQuery(Name = "account")] private string? AccountParameter { get; set; }

    [SupplyParameterFromQuery(Name = "min")] private string? MinParameter { get; set; }

    [SupplyParameterFromQuery(Name = "max")] private string? MaxParameter { get; set; }

    [SupplyParameterFromQuery(Name = "unusual")] private string? UnusualParameter { get; set; }

    [SupplyParameterFromQuery(Name = "at")] private string? AtParameter { get; set; }

    [SupplyParameterFromQuery(Name = "explain")] private string? ExplainParameter { get; set; }

    [SupplyParameterFromQuery(Name = "try")] private string? TryParameter { get; set; }

    [Inject] private ClientRepository Clients { get; set; } = null!;

    [Inject] private ClientActivityRepository Activities { get; set; } = null!;

    [Inject] private ClientScoreHistory Scores { get; set; } = null!;

    [Inject] private AnomalyRepository Anomalies { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private ClientPlace? Place => ClientPlace.Of(Navigation.Uri);

    protected override void OnInitialized() => _activity = new ActivityOnce(Activities);

    private DashboardFilter Dated(Bank bank) => Filter.During(ClientViews.PeriodOf(Filter, bank.Extent));

    private async Task<ClientView> ReadAsync(Bank bank, CancellationToken cancellation)
    {
        if (await Clients.ProfileAsync(ClientId, cancellation) is not { } profile)
            return new ClientView(bank, null);
        var risk = Scores.OfAsync(ClientScoreHistory.Default, profile.ClientKey, cancellation);
        var churn = Scores.OfAsync(ClientScoreHistory.Churn, profile.ClientKey, cancellation);
        var line = await ClientViews.LineAsync(Anomalies, cancellation);
        int? open = line is null ? null : await Clients.OpenAnomaliesAsync(profile.ClientKey, line.Version, line.Score, cancellation);
        return new ClientView(bank, profile) { Risk = await risk, Churn = await churn, Line = line, OpenAnomalies = open };
    }

    private Task<ClientActivity> ActivityAsync(ClientView view, Period period, CancellationToken cancellation) =>
        _activity!.ReadAsync(view, period, cancellation);

    public void Dispose() => _activity?.Dispose();
}
