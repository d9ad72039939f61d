using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Anomalies;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>What is selected, why it stands out, and the verdict on it.</summary>
public sealed partial class SelectionPanel
{
    [Parameter, EditorRequired] public int Version { get; set; }

    /// <summary>ISO 4217.</summary>
    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlySet<long> Selected { get; set; } = new HashSet<long>();

    /// <summary>The first row of the queue, explained while nothing is selected.</summary>
    [Parameter] public AnomalyRow? Top { get; set; }

    /// <summary>Number of the newest verdict.</summary>
    [Parameter] public long LatestVerdict { get; set; }

    [Parameter] public string AllVerdictsUrl { get; set; } = "";

    [Parameter] public EventCallback OnClear { get; set; }

    /// <summary>Select this transaction.</summary>
    [Parameter] public EventCallback<long> OnSelect { get; set; }

    [Parameter] public EventCallback OnDecided { get; set; }

    [Inject] private AnomalySelections Selections { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyCollection<long> Shown => Selected.Count > 0 ? [.. Selected] : Top is null ? [] : [Top.TransactionId];

    // A set compares by reference: each selection is a new one.
    private object Key => Selected.Count > 0 ? (Selected, LatestVerdict) : (Top?.TransactionId, LatestVerdict);

    private string Title => Selected.Count switch
    {
        0 => T["Explorer.TopOfQueue"],
        1 => T["Explorer.SelectedOne"],
        var count => T["Explorer.Selected", Format.Number(count)],
    };

    private async Task<SelectionFacts> ReadAsync(CancellationToken cancellation)
    {
        var ids = Shown;
        var summary = await Selections.SummaryAsync(Version, ids, cancellation);
        var why = await Selections.WhyAsync(Version, ids, cancellation);
        var row = ids.Count == 1 ? (await Selections.RowsAsync(Version, ids, new AnomalyPage(AnomalySort.Score, Ascending: false, 0, 1), cancellation)).FirstOrDefault() : null;
        return new SelectionFacts(summary, why, row);
    }

    /// <param name="Row">The transaction, where there is only one.</param>
    private sealed record SelectionFacts(AnomalySummary Summary, IReadOnlyList<AnomalyFactor> Why, AnomalyRow? Row);
}
