using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using RiskInsights.Dashboard.Components.States;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>The frame round every page. It reads the facts that it shows from the first registered <see cref="IShellStatusSource"/>.</summary>
public sealed partial class MainLayout : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ShellStatus? _status;
    private IShellStatusSource? _source;
    private Guarded? _guard;
    private string _path = "/";

    [Inject] private IEnumerable<IShellStatusSource> Sources { get; set; } = [];

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Analyst Analyst { get; set; } = null!;

    [Inject] private ILogger<MainLayout> Logger { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _path = new Uri(Navigation.Uri).PathAndQuery;
        if (!RendererInfo.IsInteractive) return;
        Navigation.LocationChanged += LeavePage;
        _source = Sources.FirstOrDefault();
        if (_source is null) return;
        _source.Changed += Refresh;
        await ReadAsync();
    }

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        try
        {
            _status = await _source!.ReadAsync(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The analyst left.
        }
        catch (Exception exception)
        {
            // The frame must not take the page down: it keeps what it showed.
            Failure.Log(Logger, exception, "Reading the status of the frame");
        }
    }

    private void LeavePage(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() =>
    {
        // What failed on one page is no reason to hide the next.
        _path = new Uri(e.Location).PathAndQuery;
        _guard?.Recover();
        StateHasChanged();
    });

    public void Dispose()
    {
        Navigation.LocationChanged -= LeavePage;
        if (_source is not null) _source.Changed -= Refresh;
        _gone.Cancel();
        _gone.Dispose();
    }
}
