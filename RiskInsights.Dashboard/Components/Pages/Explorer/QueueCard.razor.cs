using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>What waits for a verdict, and what has one.</summary>
public sealed partial class QueueCard
{
    private DataTable<AnomalyRow>? _table;
    private AnomalyWords _words = null!;

    [Parameter, EditorRequired] public int Version { get; set; }

    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    [Parameter, EditorRequired] public ExplorerView View { get; set; } = null!;

    /// <summary>Score from which a transaction is listed.</summary>
    [Parameter, EditorRequired] public double Line { get; set; }

    /// <summary>Of all scored transactions: the colours span from the line to it, as in the scatter.</summary>
    [Parameter] public double HighestScore { get; set; } = 1;

    [Parameter, EditorRequired] public long LatestVerdict { get; set; }

    /// <summary>Null while they are being read.</summary>
    [Parameter] public AnomalyCounts? Counts { get; set; }

    [Parameter] public SourceInfo? Source { get; set; }

    [Parameter] public IReadOnlySet<long> Selected { get; set; } = new HashSet<long>();

    [Parameter] public EventCallback<IReadOnlySet<long>> OnSelect { get; set; }

    /// <summary>Show the selection alone, or the whole queue.</summary>
    [Parameter] public EventCallback<bool> OnOnly { get; set; }

    /// <summary>The rows that are seen.</summary>
    [Parameter] public EventCallback<IReadOnlyList<AnomalyRow>> OnRead { get; set; }

    [Inject] private AnomalyRepository Anomalies { get; set; } = null!;

    [Inject] private AnomalySelections Selections { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    [Inject] private IStringLocalizer<Texts> Words { get; set; } = null!;

    // The whole queue does not depend on the selection: selecting must not read it again.
    private object Key => View.OnlySelected ? (Version, LatestVerdict, Selected) : (View.Csv(Version, Line), LatestVerdict);

    private string Subtitle => View.OnlySelected
        ? T["Explorer.SelectionRows", Format.Number(Selected.Count)]
        : Counts is null ? "" : T["Explorer.QueueRows", Format.Number(Counts.Of(View.Transactions.Verdicts)), Format.Number(Counts.Open)];

    private string? CsvUrl => !View.OnlySelected ? View.Csv(Version, Line)
        : Selected.Count is > 0 and <= AnomalyViews.MostInAddress ? View.Csv(Version, Line, Selected)
        : null;

    private string EmptyTitle => View.OnlySelected ? T["Explorer.EmptySelection"] : T["Explorer.Empty." + View.Transactions.Verdicts];

    protected override void OnInitialized() => _words = new AnomalyWords(Words, Format);

    private async Task<TablePage<AnomalyRow>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        var sort = Enum.TryParse<AnomalySort>(request.SortBy, ignoreCase: true, out var chosen) ? chosen : AnomalySort.Score;
        var page = new AnomalyPage(sort, !request.Descending, request.Offset, request.PageSize);
        if (View.OnlySelected)
        {
            // An address may hold ids that were never scored: they have no row.
            var scored = await Selections.SummaryAsync(Version, [.. Selected], cancellation);
            return new TablePage<AnomalyRow>(await Selections.RowsAsync(Version, [.. Selected], page, cancellation), scored.Transactions);
        }

        var total = await Anomalies.CountAsync(Version, View.Transactions, Line, cancellation);
        return new TablePage<AnomalyRow>(await Anomalies.QueueAsync(Version, View.Transactions, Line, page, cancellation), total);
    }

    // Within a year, the period in the filter bar says the year of every row.
    private string Booked(AnomalyRow row) => View.Transactions.To < View.Transactions.From.AddYears(1)
        ? Format.DayAndTime(row.BookedAt)
        : Format.DateAndTime(row.BookedAt);
}
