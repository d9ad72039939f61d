using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>The clients of the bank, riskiest first: searched, filtered, and each with a page of its own.</summary>
public sealed partial class Clients
{
    private ClientCodes? _codes;

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    // The page's own parameters are read from the address by ClientViews; naming them here renders the page again when one changes.
    [SupplyParameterFromQuery(Name = "q")] private string? SearchParameter { get; set; }

    [SupplyParameterFromQuery(Name = "kyc")] private string? KycParameter { get; set; }

    [SupplyParameterFromQuery(Name = "band")] private string? BandParameter { get; set; }

    [SupplyParameterFromQuery(Name = "presence")] private string? PresenceParameter { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;
}
