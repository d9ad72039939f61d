using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>The search box of the header; asks every registered <see cref="ISearchSource"/>.</summary>
public sealed partial class GlobalSearch : IDisposable
{
    private const int HitsPerSource = 6;

    private readonly string _id = ElementId.Next("search");
    private List<SearchHit> _hits = [];
    private CancellationTokenSource? _searching;
    private string _text = "";
    private bool _open;
    private int _at;

    [Inject] private IEnumerable<ISearchSource> Sources { get; set; } = [];

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private async Task FindAsync(string? text)
    {
        _text = text ?? "";
        var wanted = _text.Trim();
        _searching?.Cancel();
        if (wanted.Length == 0)
        {
            _open = false;
            return;
        }
        var searching = _searching = new CancellationTokenSource();
        try
        {
            var hits = new List<SearchHit>();
            foreach (var source in Sources) hits.AddRange(await source.FindAsync(wanted, HitsPerSource, searching.Token));
            if (searching.IsCancellationRequested) return;
            (_hits, _at, _open) = (hits, 0, true);
        }
        catch (OperationCanceledException) when (searching.IsCancellationRequested)
        {
            // A later key replaced this search.
        }
    }

    private void Move(KeyboardEventArgs e)
    {
        if (!_open) return;
        switch (e.Key)
        {
            case "ArrowDown" when _hits.Count > 0: _at = (_at + 1) % _hits.Count; break;
            case "ArrowUp" when _hits.Count > 0: _at = (_at + _hits.Count - 1) % _hits.Count; break;
            case "Enter" when _hits.Count > 0: Open(_hits[_at]); break;
            case "Escape": Close(); break;
            default: break;
        }
    }

    private void Open(SearchHit hit)
    {
        Close();
        Navigation.NavigateTo(hit.Url);
    }

    // A click on a hit is a mousedown, which comes before the field loses its focus.
    private void Leave() => _open = false;

    private void Close() => (_text, _open, _hits) = ("", false, []);

    public void Dispose()
    {
        _searching?.Cancel();
        _searching?.Dispose();
    }
}
