using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Where the analyst came from, and which days are shown.</summary>
public sealed partial class ClientBar
{
    private static readonly PeriodPreset[] Offered = [PeriodPreset.Days30, PeriodPreset.Quarter, PeriodPreset.Year];

    [Parameter, EditorRequired] public string ClientId { get; set; } = "";

    /// <summary>Null where the page was not reached from a list.</summary>
    [Parameter, EditorRequired] public ClientPlace? Place { get; set; }

    /// <summary>With its dates.</summary>
    [Parameter, EditorRequired] public DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    [Parameter, EditorRequired] public DataSpan Data { get; set; }

    /// <summary>Of the data: the list is read again when it rises.</summary>
    [Parameter, EditorRequired] public long Version { get; set; }

    [Inject] private ClientList List { get; set; } = null!;

    [Inject] private ClientScores Scores { get; set; } = null!;

    [Inject] private ModelRecipes Recipes { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<SegmentOption<PeriodPreset>> Presets => [.. Offered.Select(p => new SegmentOption<PeriodPreset>(p, T["Preset." + p]))];

    private string ListName => Place switch
    {
        null => T["Page.Clients"],
        { Scores: not null } => T.Of(Recipes[Place.Model], "Riskiest.Title"),
        var place => NavSection.All.SelectMany(s => s.Pages).FirstOrDefault(p => string.Equals(p.Path, place.List.Split('?')[0], StringComparison.Ordinal)) is { } page
            ? T[page.Title]
            : T["Client.Back"],
    };

    private string ViewUrl => new Uri(new Uri(Navigation.BaseUri), DashboardUrls.WithFilter(Navigation.Uri, Filter)).AbsoluteUri;

    private void Go(DashboardFilter filter) => Navigation.NavigateTo(DashboardUrls.WithFilter(Navigation.Uri, filter));

    /// <summary>The neighbour's page under the same period and filters.</summary>
    private string? UrlOf(string? clientId, ClientPlace place, int at) =>
        clientId is null ? null : (place with { At = at }).AddTo(DashboardUrls.WithParameter(DashboardUrls.WithPath(Navigation.Uri, DashboardUrls.Client(clientId)), "account", null));

    private async Task<Neighbours> ReadAsync(ClientPlace place, int at, CancellationToken cancellation)
    {
        // The one before, this one, the one after: at the top of a list there is none before.
        var offset = Math.Max(0, at - 2);
        var (total, rows) = await AroundAsync(place, offset, cancellation);
        string? At(int position) => position - 1 - offset is var i && i >= 0 && i < rows.Count ? rows[i] : null;
        return new Neighbours(at, total, string.Equals(At(at), ClientId, StringComparison.Ordinal), At(at - 1), At(at + 1));
    }

    private async Task<(int Total, IReadOnlyList<string> Clients)> AroundAsync(ClientPlace place, int offset, CancellationToken cancellation)
    {
        if (place.Scores is var (version, asOf, atLeast))
        {
            var (clients, riskiest) = await Scores.RiskiestAsync(Recipes[place.Model], version, asOf, atLeast, offset, 3, cancellation);
            return (clients, [.. riskiest.Select(r => r.ClientId)]);
        }

        var (by, descending) = place.Sort ?? (ClientSort.Risk, true);
        var (total, rows) = await List.PageAsync(ClientViews.ListOf(place.List), by, descending, offset, 3, cancellation);
        return (total, [.. rows.Select(r => r.ClientId)]);
    }

    /// <param name="At">The place of which they are the neighbours: while the next is read, the page's own is another.</param>
    /// <param name="IsHere">False when the list has changed since: the client no longer stands where the address says.</param>
    private sealed record Neighbours(int At, int Total, bool IsHere, string? Previous, string? Next);
}
