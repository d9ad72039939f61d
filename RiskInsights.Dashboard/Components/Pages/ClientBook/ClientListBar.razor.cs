using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientBook;

/// <summary>What the clients are searched and filtered by.</summary>
public sealed partial class ClientListBar : IDisposable
{
    /// <summary>Dimensions that say something of a client itself.</summary>
    private static readonly Dimension[] Dimensions = [Dimension.Segment, Dimension.Country];

    /// <summary>Nobody has finished a word sooner.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _typing;
    private string _search = "";
    private string? _url;

    [Parameter, EditorRequired] public string Url { get; set; } = "";

    [Parameter, EditorRequired] public DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    /// <summary>Null until they are known.</summary>
    [Parameter] public ClientCodes? Codes { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private ClientListFilter Asked => ClientViews.ListOf(Url);

    private Band? Band => ClientViews.BandOf(Url);

    private IReadOnlyList<FilterOptions> Options => Codes is null ? [] : [new(Dimension.Segment, Codes.Segments), new(Dimension.Country, Codes.Countries)];

    private IReadOnlyList<SegmentOption<ClientPresence>> Presences =>
        [.. Enum.GetValues<ClientPresence>().Select(p => new SegmentOption<ClientPresence>(p, T["Clients.Presence." + p]))];

    protected override void OnParametersSet()
    {
        if (string.Equals(_url, Url, StringComparison.Ordinal))
            return;
        _url = Url;
        // What is being typed is newer than the address.
        if (_typing is null)
            _search = Asked.Search;
    }

    private async Task SearchAsync(string? text)
    {
        _search = text ?? "";
        if (_typing is not null)
            await _typing.CancelAsync();
        using var typing = _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Time, typing.Token);
            _typing = null;
            Navigation.NavigateTo(DashboardUrls.WithParameter(Url, "q", _search.Trim()), replace: true);
        }
        catch (OperationCanceledException)
        {
            // A later key replaced this search.
        }
    }

    private void Choose(ClientPresence presence) => Go("presence", presence == ClientPresence.All ? null : presence.ToString().ToLowerInvariant());

    private void Go(string parameter, string? value) => Navigation.NavigateTo(DashboardUrls.WithParameter(Url, parameter, value));

    private void Go(DashboardFilter filter) => Navigation.NavigateTo(DashboardUrls.WithFilter(Url, filter));

    private string Words(Selection selection) => string.Join(", ", selection.Values.Select(v => Labels.Of(selection.Dimension, v)));

    public void Dispose() => _typing?.Cancel();
}
