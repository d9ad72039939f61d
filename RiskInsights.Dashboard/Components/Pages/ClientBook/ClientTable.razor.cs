using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientBook;

/// <summary>One page of clients at a time. A client's link says where it stands, so that its page can lead to the next.</summary>
public sealed partial class ClientTable
{
    private (ClientSort By, bool Descending)? _sort;

    [Parameter, EditorRequired] public Bank Bank { get; set; } = null!;

    /// <summary>The page's address, which says what is asked for.</summary>
    [Parameter, EditorRequired] public string Url { get; set; } = "";

    /// <summary>What clients can be filtered by, once it is known.</summary>
    [Parameter] public EventCallback<ClientCodes> OnCodes { get; set; }

    [Inject] private ClientList List { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    /// <summary>The order that the address names: whoever comes back finds the list as it was.</summary>
    private (ClientSort By, bool Descending) First => ClientPlace.SortOf(DashboardUrls.Parameter(Url, "sort")) ?? (ClientSort.Risk, true);

    private (ClientSort By, bool Descending) Sort => _sort ?? First;

    /// <summary>The address with the order that is seen.</summary>
    private string Sorted => DashboardUrls.WithParameter(Url, "sort", ClientPlace.TextOf(Sort.By, Sort.Descending));

    /// <summary>Two addresses that ask for the same are one question.</summary>
    private string Question => DashboardUrls.ClientsCsv(DashboardUrls.WithParameter(Url, "sort", null));

    private SourceInfo Source => new(T["Clients.Meaning"], ClientList.QueryText(ClientViews.ListOf(Url)))
    {
        Data = T["Overview.DataTo", Format.Date(Bank.Extent.To)],
    };

    private async Task<TablePage<PlacedClient>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        var by = Enum.TryParse<ClientSort>(request.SortBy, out var chosen) ? chosen : ClientSort.Risk;
        var (total, rows) = await List.PageAsync(ClientViews.ListOf(Url), by, request.Descending, request.Offset, request.PageSize, cancellation);
        await OnCodes.InvokeAsync(await List.CodesAsync(cancellation));
        _sort = (by, request.Descending);
        StateHasChanged();
        return new TablePage<PlacedClient>([.. rows.Select((client, i) => new PlacedClient(client, request.Offset + i + 1))], total);
    }

    private string ClientUrl(PlacedClient row) =>
        DashboardUrls.Client(row.Client.ClientId, ClientPlace.AmongClients(Sorted, row.At, Sort.By, Sort.Descending));

    /// <param name="At">From 1.</param>
    private sealed record PlacedClient(ListedClient Client, int At);
}
