using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>The filters of the client's transactions, as the address says them.</summary>
public sealed partial class TransactionFilters
{
    private static readonly string[] Parameters = ["account", "min", "max", "unusual"];

    [Parameter, EditorRequired] public ClientProfile Profile { get; set; } = null!;

    [Parameter, EditorRequired] public string Url { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    /// <summary>Codes that the client's transactions have, of the period.</summary>
    [Parameter] public IReadOnlyList<string> Types { get; set; } = [];

    [Parameter] public IReadOnlyList<string> Channels { get; set; } = [];

    [Parameter] public IReadOnlyList<string> Countries { get; set; } = [];

    /// <summary>How many stand out or were judged; null before the first search for anomalies.</summary>
    [Parameter] public int? Unusual { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private ClientTransactionFilter Asked => ClientViews.TransactionsOf(Url);

    /// <summary>What the address restricts, without the segment: a client has only one.</summary>
    private DashboardFilter Filter => DashboardFilter.Parse(Url).Without(Dimension.Segment);

    private IReadOnlyList<FilterOptions> Options =>
        [.. new FilterOptions[] { new(Dimension.Type, Types), new(Dimension.Channel, Channels), new(Dimension.Country, Countries) }.Where(o => o.Codes.Count > 0)];

    /// <summary>The address without any of these filters; the period stays.</summary>
    public static string Without(string url)
    {
        var page = Parameters.Aggregate(url, (address, name) => DashboardUrls.WithParameter(address, name, null));
        return DashboardUrls.WithFilter(page, DashboardFilter.Parse(url).WithoutSelections());
    }

    private void Go(string parameter, string? value) => Navigation.NavigateTo(DashboardUrls.WithParameter(Url, parameter, value));

    private void Go(DashboardFilter filter) => Navigation.NavigateTo(DashboardUrls.WithFilter(Url, filter));

    private string Words(Selection selection) => string.Join(", ", selection.Values.Select(v => Labels.Of(selection.Dimension, v)));

    private static string? Text(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);
}
