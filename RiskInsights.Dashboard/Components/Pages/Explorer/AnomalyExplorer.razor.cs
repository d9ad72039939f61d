using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.States;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>Scatter, queue and panel share one selection; everything else they show is in the address.</summary>
public sealed partial class AnomalyExplorer : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlySet<long> _selected = new HashSet<long>();
    private string? _selectedText;
    private double _contamination;
    private double _settled;
    private long _latestVerdict;
    private AnomalyCounts? _counts;
    private int? _shown;
    private object? _counted;
    private AnomalyRow? _top;

    [Parameter, EditorRequired] public Bank Bank { get; set; } = null!;

    /// <summary>Of a version that exists.</summary>
    [Parameter, EditorRequired] public LatestSearch Search { get; set; } = null!;

    [Parameter, EditorRequired] public ExplorerView View { get; set; } = null!;

    [Parameter] public IReadOnlyList<FilterOptions> Options { get; set; } = [];

    /// <summary>The search that is under way, if one is.</summary>
    [Parameter] public JobStatus? Job { get; set; }

    [Parameter] public EventCallback OnSearch { get; set; }

    [Parameter] public EventCallback<JobStatus> OnCancel { get; set; }

    [Inject] private AnomalyRepository Anomalies { get; set; } = null!;

    [Inject] private Verdicts Verdicts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<AnomalyExplorer> Logger { get; set; } = null!;

    [Inject] private IStringLocalizer<Texts> Words { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    private AnomalySources Sources => new(Words, Format, Labels);

    private int Version => Search.Model!.Version;

    /// <summary>The line while the thumb moves: the drawing follows it at once.</summary>
    private double Line => Search.LineAt(_contamination);

    /// <summary>The line in the address: what costs a query waits for it.</summary>
    private double SettledLine => Search.LineAt(View.Contamination);

    private string ScatterSubtitle => _counts is null || _shown is null ? ""
        : T["Explorer.ScatterRows", Format.Number((long)_shown), Format.Number(_counts.Above)]
          + (_selected.Count > 0 ? ", " + T["Explorer.SelectedShort", Format.Number(_selected.Count)] : "");

    protected override async Task OnParametersSetAsync()
    {
        if (_settled != View.Contamination)
            _contamination = _settled = View.Contamination;
        if (!string.Equals(_selectedText, View.SelectedText, StringComparison.Ordinal))
            (_selectedText, _selected) = (View.SelectedText, View.Selected);
        await CountAsync();
    }

    private async Task CountAsync()
    {
        var wanted = (Bank.Version, View.Csv(Version, SettledLine), _latestVerdict);
        if (wanted.Equals(_counted))
            return;
        _counted = wanted;
        try
        {
            _latestVerdict = await Verdicts.LatestAsync(_gone.Token);
            _counted = (Bank.Version, View.Csv(Version, SettledLine), _latestVerdict);
            var counts = await Anomalies.CountsAsync(Version, View.Transactions, SettledLine, _gone.Token);
            var shown = await Anomalies.ScoredAsync(Version, View.Transactions, _gone.Token);
            (_counts, _shown) = (counts, shown);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The analyst left.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The tabs then show no numbers; what the queue and the drawing say of it stands in their places.
            (_counts, _shown) = (null, null);
            Failure.Log(Logger, exception, "Counting anomalies");
        }
    }

    private void Select(IReadOnlySet<long> selected)
    {
        _selected = selected;
        var url = View.WithSelection(selected);
        var text = DashboardUrls.Parameter(url, "selected");
        if (string.Equals(text, _selectedText, StringComparison.Ordinal))
            return;
        _selectedText = text;
        Navigation.NavigateTo(url, replace: true);
    }

    // A click on a point selects it alone; a second click gives it up.
    private void Point(long id) => Select(_selected.Count == 1 && _selected.Contains(id) ? new HashSet<long>() : new HashSet<long> { id });

    private void SettleContamination(double share)
    {
        _contamination = share;
        Navigation.NavigateTo(View.WithContamination(share), replace: true);
    }

    private async Task DecidedAsync()
    {
        Select(new HashSet<long>());
        _counted = null;
        await CountAsync();
        if (View.OnlySelected)
            Navigation.NavigateTo(View.WithOnly(selected: false));
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
