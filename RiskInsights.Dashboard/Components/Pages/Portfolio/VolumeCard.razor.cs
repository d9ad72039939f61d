using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>Credits and debits through the period, and the volume of the period before.</summary>
public sealed partial class VolumeCard
{
    private ChartSpec? _spec;
    private OverviewView? _drawn;

    [Parameter, EditorRequired] public OverviewView View { get; set; } = null!;

    [Parameter] public EventCallback<Granularity> OnGranularity { get; set; }

    [Inject] private Labels Labels { get; set; } = null!;

    private IReadOnlyList<SegmentOption<Granularity>> Options =>
        [.. Enum.GetValues<Granularity>().Select(g => new SegmentOption<Granularity>(g, T["Granularity." + g]))];

    private SourceInfo Source => new(T["Overview.VolumeMeaning"], PortfolioSql.VolumeOverTime(View.Question))
    {
        Filters = FilterWords.Of(View, Format, Labels),
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    /// <summary>The buckets that give a period 10 to 60 points.</summary>
    public static Granularity Fitting(Period period) => period.Days switch
    {
        <= 45 => Granularity.Day,
        <= 400 => Granularity.Week,
        _ => Granularity.Month,
    };

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, View)) return;
        _drawn = View;
        var points = View.Answer.VolumeOverTime;
        var days = points.Select(p => p.From).ToList();
        var series = new List<ChartSeries>
        {
            Line("Overview.Credits", days, [.. points.Select(p => (double?)(p.CreditCents / 100.0))]) with { Colour = "c1" },
            Line("Overview.Debits", days, [.. points.Select(p => (double?)(p.DebitCents / 100.0))]) with { Colour = "c2", Width = 1.75 },
        };
        if (View.IsCompared)
        {
            // Half of the former volume: it stands beside credits and debits, which share the volume between them.
            series.Add(Line("Overview.PreviousHalf", days, [.. points.Select(p => p.PreviousCents / 200.0)]) with { Colour = "ref", Width = 1.25, Dash = ChartDash.Dot });
        }

        _spec = new ChartSpec { Series = series, X = new ChartAxis { Kind = AxisKind.Date }, Y = MoneyAxis(series) };
    }

    private ChartSeries Line(string name, IReadOnlyList<DateOnly> days, IReadOnlyList<double?> values) =>
        ChartSeries.Line(T[name], days, values) with { Texts = [.. values.Select(v => Format.Money((decimal?)v, View.Bank.Currency, 0))] };

    private ChartAxis MoneyAxis(List<ChartSeries> series) =>
        AxisTicks.For(series.SelectMany(s => s.Y), tick => Format.MoneyShort((decimal)tick, View.Bank.Currency)) with { Grid = true };
}
