using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>The cloud of all scored transactions: times the usual amount against score, with a line where the queue begins.</summary>
public sealed partial class ScatterCard
{
    private static readonly double[] Multiples = [AnomalyPointFeed.LeastTimes, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, AnomalyPointFeed.MostTimes];

    private ChartTool _tool = ChartTool.Lasso;
    private bool _asTable;
    private ChartSpec? _spec;
    private (string Feed, double Line, double Contamination, ChartTool Tool) _drawn;

    [Parameter, EditorRequired] public LatestSearch Search { get; set; } = null!;

    [Parameter, EditorRequired] public ExplorerView View { get; set; } = null!;

    /// <summary>Share of the transactions above the line.</summary>
    [Parameter, EditorRequired] public double Contamination { get; set; }

    /// <summary>Score from which a transaction is listed.</summary>
    [Parameter, EditorRequired] public double Line { get; set; }

    /// <summary>Number of the newest verdict.</summary>
    [Parameter, EditorRequired] public long LatestVerdict { get; set; }

    [Parameter] public string? Subtitle { get; set; }

    [Parameter] public SourceInfo? Source { get; set; }

    [Parameter] public RenderFragment? Tools { get; set; }

    [Parameter] public IReadOnlySet<long> Selected { get; set; } = new HashSet<long>();

    /// <summary>A lasso or a box was drawn, or given up.</summary>
    [Parameter] public EventCallback<IReadOnlySet<long>> OnSelect { get; set; }

    /// <summary>A point was clicked.</summary>
    [Parameter] public EventCallback<long> OnPoint { get; set; }

    private IReadOnlyList<SegmentOption<ChartTool>> ToolOptions =>
    [
        new(ChartTool.Lasso, T["Explorer.Lasso"], "lasso_select"),
        new(ChartTool.Box, T["Explorer.Box"], "select"),
        new(ChartTool.Pan, T["Explorer.Pan"], "pan_tool"),
    ];

    protected override void OnParametersSet() => Draw();

    private void Take(ChartTool tool)
    {
        _tool = tool;
        Draw();
    }

    // The same drawing keeps its specification, so that nothing is drawn twice.
    private void Draw()
    {
        var wanted = (View.Feed(Search.Model!.Version, LatestVerdict), Line, Contamination, _tool);
        if (_spec is not null && wanted == _drawn)
            return;
        _drawn = wanted;
        _spec = Specify();
    }

    private string Multiple(double times)
    {
        var text = Format.Times(times, times < 0.095 ? 2 : times < 1 ? 1 : 0);
        return times <= AnomalyPointFeed.LeastTimes ? "≤ " + text : times >= AnomalyPointFeed.MostTimes ? "≥ " + text : text;
    }

    private ChartSpec Specify()
    {
        var (lowest, highest) = Search.Scores;
        double[] range = [Math.Floor(lowest * 20) / 20, Math.Min(1, (Math.Ceiling(highest * 20) / 20) + 0.025)];
        var scores = Enumerable.Range(0, 11).Select(i => i / 10.0).Where(s => s >= range[0] && s <= range[1]).ToList();
        return new()
        {
            Hover = ChartHover.Closest,
            Tool = _tool,
            X = new()
            {
                Kind = AxisKind.Log,
                Title = T["Explorer.XAxis"],
                Grid = true,
                Ticks = Multiples,
                Range = [AnomalyPointFeed.LeastTimes * 0.8, AnomalyPointFeed.MostTimes * 1.25],
                TickTexts = [.. Multiples.Select(Multiple)],
            },
            Y = new() { Title = T["Explorer.YAxis"], Range = range, Ticks = scores, TickTexts = [.. scores.Select(s => Format.Number(s, 1))] },
            Bands = [new(Line, range[1]) { AlongY = true, Colour = "medium", Opacity = 0.04 }],
            Rules = [new(Line, T["Explorer.Rule", Format.Number(Line, 2), Format.Percent(Contamination, Contamination * 1000 % 1 is > 0.001 and < 0.999 ? 2 : 1)])],
            Points = new(_drawn.Feed)
            {
                // The points are 32-bit numbers: the line must round as they did, or the transaction on it would fall below.
                Limit = (float)Line,
                ScoreRange = [Line, highest],
                Groups = PointGroup.ForVerdicts(T["Verdict.Normal"], T["Verdict.Open"], T["Verdict.Flagged"], T["Verdict.Cleared"], T["Verdict.Watched"]),
            },
        };
    }
}
