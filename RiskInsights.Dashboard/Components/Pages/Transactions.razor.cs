using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>The rows behind the figures, under the same filter.</summary>
public sealed partial class Transactions
{
    [SupplyParameterFromQuery(Name = "account")] private string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "client")] private string? Client { get; set; }

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<FilterOptions> Options { get; set; } = [];

    /// <summary>The one account, the one client that the rows are restricted to.</summary>
    private IEnumerable<(string Parameter, string Value)> Ones =>
        new[] { ("account", Account), ("client", Client) }.Where(one => !string.IsNullOrEmpty(one.Item2)).Select(one => (one.Item1, one.Item2!));

    private void Leave(string parameter) => Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, parameter, null));
}
