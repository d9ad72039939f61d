using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>The rows behind the figures, under the same filter.</summary>
public sealed partial class Transactions
{
    private static readonly string[] Ones = ["account", "client"];

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<FilterOptions> Options { get; set; } = [];

    private string? Of(string parameter) => DashboardUrls.Parameter(Navigation.Uri, parameter) is { Length: > 0 } value ? value : null;

    private void Leave(string parameter) => Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, parameter, null));
}
