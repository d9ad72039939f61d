using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>How far a version draws both outcomes apart: along the scores, along the clients, and in ranges of scores.</summary>
internal sealed class ClassCharts(ModelReport report, IStringLocalizer<Texts> texts, Formats format)
{
    private static readonly double[] Quarters = [0, 0.25, 0.5, 0.75, 1];
    private static readonly double[] RoundRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

    /// <summary>Fewer clients than have a score below it are of interest: a scale that reaches further down would press all others together.</summary>
    private const double LowestRate = 0.0005;

    private ModelEvaluation Now => report.Evaluation;

    private string Positives => texts.Of(report.Recipe, "Matrix.Defaulted");

    private string Negatives => texts.Of(report.Recipe, "Matrix.Paid");

    /// <summary>Probability → share of each class with at most that probability.</summary>
    public ChartSpec Ks()
    {
        var points = Now.KsCurve.Where(p => p.Probability >= LowestRate).DefaultIfEmpty(Now.KsCurve[^1]).ToList();
        var (low, high) = (Math.Max(LowestRate, points[0].Probability), Math.Clamp(points[^1].Probability, LowestRate * 10, 1));
        double[] ticks = [.. RoundRates.Where(r => r >= low && r <= high)];
        ChartSeries Class(string name, string colour, Func<ClassShares, double> share) =>
            ChartSeries.Line(name, points.Select(p => p.Probability), points.Select(share)) with
            {
                Colour = colour,
                Texts = [.. points.Select(p => texts["Ks.Hover", name, format.Percent(share(p)), format.Percent(p.Probability, 2)].Value)],
            };
        return new ChartSpec
        {
            Series = [Class(Positives, "c3", p => p.Positives), Class(Negatives, "c1", p => p.Negatives)],
            X = new ChartAxis { Kind = AxisKind.Log, Title = texts.Of(report.Recipe, "Calibration.X"), Range = [low, high], Ticks = ticks, TickTexts = [.. ticks.Select(t => format.Percent(t, t < 0.01 ? 1 : 0))] },
            Y = Share(null),
            Rules = [new ChartRule(Math.Max(low, Now.KsThreshold)) { Vertical = true, Dash = ChartDash.Dot, Colour = "ref" }],
            Notes =
            [
                Note(0.27, Negatives, "c1"), Note(0.16, Positives, "c3"),
                Note(0.05, texts["Ks.Note", format.Number(Now.Ks.Value, 3), format.Percent(Now.KsThreshold)], "text-2"),
            ],
            Hover = ChartHover.Closest,
        };

        ChartNote Note(double height, string text, string colour) =>
            new(Math.Log10(low * Math.Pow(high / low, 0.52)), height, text) { Colour = colour, Strong = colour is not "text-2" };
    }

    /// <summary>Share of the clients, riskiest first → share of the positives among them.</summary>
    public ChartSpec Gains()
    {
        var series = new List<ChartSeries> { ChartSeries.Line("", [0, 1], [0, 1]) with { Colour = "ref", Width = 1, Dash = ChartDash.Dot, Silent = true } };
        if (report is { Before: { } before, BeforeEvaluation: { } old })
            series.Add(Curve(before, old.Gains) with { Colour = "c2", Width = 1.5, Dash = ChartDash.Dash });
        series.Add(Curve(report.Shown, Now.Gains));
        List<ChartNote> notes = [new(0.4, 0.36, Held(report.Shown, Now)) { Colour = "c1", Strong = true }];
        if (report is { Before: { } former, BeforeEvaluation: { } then })
            notes.Add(new ChartNote(0.4, 0.24, Held(former, then)));
        return new ChartSpec { Series = series, Notes = notes, X = Share(texts["Gains.X"]), Y = Share(null), Hover = ChartHover.Closest };
    }

    /// <summary>Ranges of probabilities, side by side whatever their width → share of each class in them.</summary>
    public ChartSpec Distribution()
    {
        var bars = Now.Distribution;
        ChartSeries Class(string name, string colour, Func<ScoreBar, int> count, int all) =>
            new(name, [.. Enumerable.Range(0, bars.Count).Select(i => (object)i)], [.. bars.Select(b => (double?)count(b) / all)])
            {
                Kind = ChartKind.Bars,
                Colour = colour,
                Texts = [.. bars.Select(b => texts["Distribution.Hover", name, format.Number(count(b)), format.Percent((double)count(b) / all), format.Percent(b.From, 2), format.Percent(b.To, 2)].Value)],
            };
        // Ticks stand where two ranges meet.
        var edges = bars.Select((bar, i) => (At: i - 0.5, Edge: bar.From)).Append((At: bars.Count - 0.5, Edge: bars[^1].To)).Where((_, i) => i % 3 == 0).ToList();
        var (positives, negatives) = (Now.TestPositives, Now.TestRows - Now.TestPositives);
        var highest = bars.Max(b => Math.Max((double)b.Positives / positives, (double)b.Negatives / negatives));
        return new ChartSpec
        {
            Series = [Class(Positives, "c3", b => b.Positives, positives), Class(Negatives, "c1", b => b.Negatives, negatives)],
            Notes = [new ChartNote(bars.Count * 0.6, 0.95 * highest, Negatives) { Colour = "c1", Strong = true }, new ChartNote(bars.Count * 0.6, 0.82 * highest, Positives) { Colour = "c3", Strong = true }],
            X = new ChartAxis
            {
                Title = texts.Of(report.Recipe, "Calibration.X"),
                Range = [-0.5, bars.Count - 0.5],
                Ticks = [.. edges.Select(e => e.At)],
                TickTexts = [.. edges.Select(e => format.Percent(e.Edge, e.Edge is > 0 and < 0.01 ? 1 : 0))],
            },
            Y = AxisTicks.For([0, highest], t => format.Percent(t, 0), fromZero: true, count: 4),
            Hover = ChartHover.Closest,
        };
    }

    /// <summary>What the riskiest tenth holds.</summary>
    private string Held(ListedVersion version, ModelEvaluation evaluation) =>
        evaluation.Gains.FirstOrDefault(p => p.X >= 0.1) is { } tenth ? texts["Gains.Note", $"v{version.Version}", format.Percent(tenth.Y, 0)] : $"v{version.Version}";

    private ChartSeries Curve(ListedVersion version, IReadOnlyList<CurvePoint> points) =>
        ChartSeries.Line($"v{version.Version}", points.Select(p => p.X), points.Select(p => p.Y)) with
        {
            Texts = [.. points.Select(p => texts["Gains.Hover", $"v{version.Version}", format.Percent(p.X, 0), format.Percent(p.Y)].Value)],
        };

    private ChartAxis Share(string? title) =>
        new() { Title = title, Range = [0, 1.005], Ticks = Quarters, TickTexts = [.. Quarters.Select(q => format.Percent(q, 0))] };
}
