using Microsoft.Extensions.Localization;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>What the drawings of a comparison hold: a line for each run, with its number at the line.</summary>
internal sealed class RunCurveCharts(RunComparison comparison, IStringLocalizer<Texts> texts, Formats format)
{
    private static readonly double[] Quarters = [0, 0.25, 0.5, 0.75, 1];
    private static readonly double[] Heights = [0.1, 0.2, 0.4, 0.6, 1];

    /// <summary>Left of it, precision only says how many of the riskiest few were found.</summary>
    private const double SteadyRecall = 0.05;

    /// <summary>The runs that have the curve, with its points.</summary>
    public IReadOnlyList<(StoredRun Run, IReadOnlyList<RunPoint> Points)> Drawn(RunCurve curve) =>
        [.. comparison.Runs.Select(r => (r, PointsOf(r, curve))).Where(d => d.Item2.Count > 0)];

    public ChartSpec Of(RunCurve curve)
    {
        var drawn = Drawn(curve);
        var (right, top) = curve switch
        {
            RunCurve.Roc => (1, 1),
            RunCurve.PrecisionRecall => (1, Height(drawn.SelectMany(d => d.Points).Where(p => p.X >= SteadyRecall).Select(p => p.Y))),
            _ => (Height(drawn.SelectMany(d => d.Points).Select(p => Math.Max(p.X, p.Y))), Height(drawn.SelectMany(d => d.Points).Select(p => Math.Max(p.X, p.Y)))),
        };
        List<ChartSeries> series = curve == RunCurve.PrecisionRecall ? [] : [Diagonal(Math.Min(right, top))];
        series.AddRange(drawn.Select(d => Line(d.Run, d.Points)));
        return new ChartSpec
        {
            Series = series,
            // Under a line that rises, over one that falls: there is room.
            Notes = [.. drawn.Select((d, i) => Label(d.Run, d.Points, right, top, (i + 0.5) / drawn.Count, curve == RunCurve.PrecisionRecall ? 0.06 : -0.06))],
            X = Share(right, texts["RunCurveX." + curve], grid: curve == RunCurve.Calibration),
            Y = Share(top, title: null, grid: true),
            Hover = ChartHover.Closest,
        };
    }

    private ChartSeries Line(StoredRun run, IReadOnlyList<RunPoint> points)
    {
        var place = PlaceOf(run);
        return ChartSeries.Line(RunLook.Name(run), points.Select(p => p.X), points.Select(p => p.Y)) with
        {
            Colour = RunLook.Colour(place),
            Dash = RunLook.Dash(place),
            Width = place == 0 ? 2 : 1.75,
            Texts = [.. points.Select(p => texts["RunCurve.Hover", RunLook.Name(run), format.Percent(p.X), format.Percent(p.Y)].Value)],
        };
    }

    /// <summary>Labels stand one after the other along x, so that those of lines that run together do not cover each other.</summary>
    private static ChartNote Label(StoredRun run, IReadOnlyList<RunPoint> points, double right, double top, double along, double aside)
    {
        var wanted = points[0].X + (along * (Math.Min(right, points[^1].X) - points[0].X));
        var at = points.Where(p => p.Y <= top).DefaultIfEmpty(points[^1]).MinBy(p => Math.Abs(p.X - wanted))!;
        return new ChartNote(Math.Min(at.X, 0.9 * right), Math.Clamp(at.Y + (aside * top), 0.03 * top, 0.95 * top), RunLook.Name(run)) { Strong = true, Colour = "text" };
    }

    private int PlaceOf(StoredRun run) => comparison.Runs.TakeWhile(r => r.Number != run.Number).Count();

    private static IReadOnlyList<RunPoint> PointsOf(StoredRun run, RunCurve curve) => run.Curves is not { } curves ? [] : curve switch
    {
        RunCurve.Roc => curves.Roc,

        // The first point takes nobody: its precision is of nothing.
        RunCurve.PrecisionRecall => [.. curves.PrecisionRecall.Where(p => p.X > 0)],
        _ => curves.Calibration,
    };

    private static double Height(IEnumerable<double> values)
    {
        var highest = values.DefaultIfEmpty(1).Max();
        return Heights.First(h => highest <= h || h >= 1);
    }

    private ChartAxis Share(double top, string? title, bool grid)
    {
        double[] ticks = [.. Quarters.Select(q => q * top)];
        return new ChartAxis { Title = title, Range = [0, top * 1.005], Ticks = ticks, TickTexts = [.. ticks.Select(t => format.Percent(t, top < 0.2 ? 1 : 0))], Grid = grid };
    }

    private static ChartSeries Diagonal(double to) =>
        ChartSeries.Line("", [0, to], [0, to]) with { Colour = "ref", Width = 1, Dash = ChartDash.Dot, Silent = true };
}
