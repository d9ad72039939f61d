using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RiskInsights.Dashboard.Formatting;

namespace RiskInsights.Dashboard.Components.Charts;

/// <summary>Draws a <see cref="ChartSpec"/>. It draws again when it is given another one, when the theme changes and when its place changes size.</summary>
public sealed partial class Chart : IAsyncDisposable
{
    private const long LongestSelection = 64L << 20;

    private ElementReference _place;
    private IJSObjectReference? _module;
    private DotNetObjectReference<Chart>? _self;
    private ChartSpec? _drawn;
    private IReadOnlySet<long>? _marked;

    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = null!;

    /// <summary>What the drawing shows, for screen readers; its values are in the table.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Height in pixels.</summary>
    [Parameter] public int Height { get; set; } = 246;

    /// <summary>Ids of the points of the cloud that are selected; they get an outline.</summary>
    [Parameter] public IReadOnlySet<long>? Selected { get; set; }

    /// <summary>The points inside a lasso or a box, by id; empty when the selection was given up.</summary>
    [Parameter] public EventCallback<IReadOnlySet<long>> OnSelect { get; set; }

    /// <summary>A point of the cloud was clicked, by id.</summary>
    [Parameter] public EventCallback<long> OnPoint { get; set; }

    /// <summary>A point of a series was clicked.</summary>
    [Parameter] public EventCallback<ChartClick> OnClick { get; set; }

    [Inject] private PageLanguage Language { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _self = DotNetObjectReference.Create(this);
                _module = await Js.InvokeAsync<IJSObjectReference>("import", "/" + Assets["js/chart.js"].TrimStart('/'));
            }
            if (_module is null) return;
            if (!ReferenceEquals(_drawn, Spec))
            {
                _drawn = Spec;
                await _module.InvokeVoidAsync("draw", _place, Spec, Language.Code, _self);
            }
            if (!ReferenceEquals(_marked, Selected))
            {
                _marked = Selected;
                await _module.InvokeVoidAsync("mark", _place, PointFeed.EncodeIds(Selected ?? new HashSet<long>()));
            }
        }
        catch (JSDisconnectedException)
        {
            // The analyst left while the drawing was being made.
        }
    }

    /// <summary>Called by the drawing: the ids come as a stream, because a large selection would not fit into a message.</summary>
    [JSInvokable]
    public async Task SelectAsync(IJSStreamReference ids)
    {
        await using var stream = await ids.OpenReadStreamAsync(LongestSelection);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        var selected = PointFeed.DecodeIds(bytes.ToArray()).ToHashSet();
        await OnSelect.InvokeAsync(selected);
    }

    [JSInvokable]
    public Task UnselectAsync() => OnSelect.InvokeAsync(new HashSet<long>());

    /// <summary>Called by the drawing. The id is text because a browser's numbers do not hold every 64-bit id.</summary>
    [JSInvokable]
    public Task PointAsync(string id) => OnPoint.InvokeAsync(long.Parse(id, CultureInfo.InvariantCulture));

    [JSInvokable]
    public Task ClickAsync(int series, int point) => OnClick.InvokeAsync(new ChartClick(series, point));

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("dispose", _place);
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // Nothing is left to tidy up in a page that is gone.
        }
        _self?.Dispose();
    }
}

/// <summary>Which point of which series was clicked, both from 0.</summary>
public readonly record struct ChartClick(int Series, int Point);
