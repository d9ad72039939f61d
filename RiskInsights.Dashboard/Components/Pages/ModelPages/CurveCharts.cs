using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>What the drawings of a version hold: its curve, the version before it dashed, a ring at the chosen threshold.</summary>
internal sealed class CurveCharts(ModelReport report, IStringLocalizer<Texts> texts, Formats format)
{
    private static readonly double[] Quarters = [0, 0.25, 0.5, 0.75, 1];
    private static readonly double[] RoundRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

    /// <summary>Predictions below it stand at the edge: a scale that reaches further down would press all others together.</summary>
    private const double LowestRate = 0.0005;

    private ModelEvaluation Now => report.Evaluation;

    /// <summary>False positive rate → true positive rate.</summary>
    public ChartSpec Roc(ThresholdDecision chosen)
    {
        var series = new List<ChartSeries> { Diagonal([0, 1], [0, 1]) };
        AddCurves(series, e => e.Roc);
        var notes = Versions(0.56, 0.36, e => "AUC " + format.Number(e.Auc.Value, 3)).ToList();
        if (chosen.FalsePositiveRate is { } x && chosen.Report.Positive.Recall is { } y)
        {
            series.Add(ChartSeries.Here(At(chosen), x, y));
            notes.Add(new ChartNote(Math.Min(x + 0.05, 0.8), Math.Max(y - 0.03, 0.05), At(chosen)));
        }

        return new ChartSpec { Series = series, Notes = notes, X = Share(texts["Roc.X"]), Y = Share(null), Hover = ChartHover.Closest };
    }

    /// <summary>Recall → precision.</summary>
    public ChartSpec PrecisionRecall(ThresholdDecision chosen)
    {
        var series = new List<ChartSeries> { Diagonal([0, 1], [Now.BaseRate, Now.BaseRate]) };
        // Before the first default is found, precision only says how many of the riskiest few paid.
        AddCurves(series, e => [.. e.PrecisionRecall.Where(p => p.X > 0)]);
        // Half of the height is enough for most models of rare defaults; the few points above it are noise of the riskiest clients.
        var highest = Now.PrecisionRecall.Where(p => p.X >= 0.05).Select(p => p.Y).DefaultIfEmpty(1).Max();
        var top = new[] { 0.1, 0.2, 0.4, 0.6, 1 }.First(t => highest <= t || t >= 1);

        // Above the curve, unless the chosen threshold stands there.
        var isAbove = chosen.Report.Positive is not { Recall: > 0.35 and < 0.95, Precision: { } chosenAt } || chosenAt < 0.5 * top;
        var notes = Versions(isAbove ? 0.56 : 0.06, (isAbove ? 0.78 : 0.3) * top, e => "AP " + format.Number(e.AveragePrecision.Value, 3), 0.12 * top).ToList();
        if (chosen.Report.Positive is { Precision: { } precision, Recall: { } recall })
        {
            series.Add(ChartSeries.Here(At(chosen), recall, Math.Min(precision, top)));
            notes.Add(new ChartNote(Math.Min(recall + 0.04, 0.78), Math.Min(precision + (0.06 * top), 0.95 * top), At(chosen)));
        }

        double[] ticks = [.. Quarters.Select(q => q * top)];
        return new ChartSpec
        {
            Series = series,
            Notes = notes,
            X = Share(texts["Pr.X"]),
            Y = new ChartAxis { Range = [0, top * 1.005], Ticks = ticks, TickTexts = [.. ticks.Select(t => format.Percent(t, top < 0.2 ? 1 : 0))] },
            Hover = ChartHover.Closest,
        };
    }

    /// <summary>Predicted → observed share of defaults, both on a logarithmic scale.</summary>
    public ChartSpec Calibration()
    {
        // A share of nothing has no logarithm: such a group stands on the lower edge, hollow.
        var rates = Now.Calibration.SelectMany(g => new[] { g.Predicted, g.Observed, g.High }).Where(r => r > 0).ToList();
        var (low, high) = (Math.Max(LowestRate, rates.Min() / 1.6), Math.Min(1, rates.Max() * 1.4));
        var series = new List<ChartSeries> { Diagonal([low, high], [low, high]), Intervals(low) };
        if (report.BeforeEvaluation is { } before)
        {
            var points = before.Calibration.Where(g => g.Predicted >= low && g.Observed >= low).ToList();
            series.Add(ChartSeries.Line(Name(report.Before!), points.Select(g => g.Predicted), points.Select(g => g.Observed)) with
            {
                Colour = "c2",
                Width = 1.5,
                Dash = ChartDash.Dash,
                Texts = [.. points.Select(Group)],
            });
        }

        series.Add(Groups(low, g => g.Observed >= low, g => g.Observed) with { Kind = ChartKind.Markers });
        series.Add(Groups(low, g => g.Observed < low, _ => low * Math.Pow(high / low, 0.035)) with { Kind = ChartKind.Ring });
        var axis = Rates(low, high);
        return new ChartSpec
        {
            Series = series,
            X = axis with { Title = texts.Of(report.Recipe, "Calibration.X"), Grid = true },
            Y = axis with { Grid = true },
            Notes = [Note("Brier " + format.Number(Now.Brier.Value, 4), 0.23), Note(texts["Calibration.Slope", format.Number(Now.CalibrationSlope, 2)], 0.13), Note(texts["Calibration.Error", format.Percent(Now.CalibrationError, 2)], 0.03)],
            Hover = ChartHover.Closest,
        };

        ChartNote Note(string text, double height) => new(Math.Log10(low * Math.Pow(high / low, 0.66)), Math.Log10(low * Math.Pow(high / low, height)), text);
    }

    private ChartSeries Groups(double low, Func<CalibrationGroup, bool> which, Func<CalibrationGroup, double> height)
    {
        var groups = Now.Calibration.Where(which).ToList();
        return ChartSeries.Line(Name(report.Shown), groups.Select(g => Math.Max(g.Predicted, low)), groups.Select(height)) with { Texts = [.. groups.Select(Group)] };
    }

    /// <summary>One upright stroke per group, with a gap after each.</summary>
    private ChartSeries Intervals(double low) =>
        new(
            "",
            [.. Now.Calibration.SelectMany(g => Enumerable.Repeat<object>(Math.Max(g.Predicted, low), 3))],
            [.. Now.Calibration.SelectMany(g => new double?[] { Math.Max(g.Low, low), Math.Max(g.High, low), null })])
        {
            Width = 1,
            Silent = true,
        };

    private void AddCurves(List<ChartSeries> series, Func<ModelEvaluation, IReadOnlyList<CurvePoint>> curve)
    {
        if (report is { Before: { } before, BeforeEvaluation: { } old })
            series.Add(Curve(before, curve(old)) with { Colour = "c2", Width = 1.5, Dash = ChartDash.Dash });
        series.Add(Curve(report.Shown, curve(Now)));
    }

    private ChartSeries Curve(ListedVersion version, IReadOnlyList<CurvePoint> points) =>
        ChartSeries.Line(Name(version), points.Select(p => p.X), points.Select(p => p.Y)) with
        {
            Texts = [.. points.Select(p => texts["Curve.Hover", Name(version), format.Percent(p.X), format.Percent(p.Y), format.Percent(p.Threshold)].Value)],
        };

    private IEnumerable<ChartNote> Versions(double x, double y, Func<ModelEvaluation, string> measure, double step = 0.12)
    {
        yield return new ChartNote(x, y, $"{Name(report.Shown)}  {measure(Now)}") { Colour = "c1", Strong = true };
        if (report is { Before: { } before, BeforeEvaluation: { } old })
            yield return new ChartNote(x, y - step, $"{Name(before)}  {measure(old)}");
    }

    private string Group(CalibrationGroup group) =>
        texts["Calibration.Hover", format.Percent(group.Predicted, 2), format.Percent(group.Observed, 2), format.Number(group.Count)];

    private string At(ThresholdDecision chosen) => texts["Curve.At", format.Threshold(chosen.Threshold)];

    private ChartAxis Share(string? title) => new()
    {
        Title = title,
        Range = [0, 1.005],
        Ticks = Quarters,
        TickTexts = [.. Quarters.Select(q => format.Percent(q, 0))],
    };

    private ChartAxis Rates(double low, double high)
    {
        double[] ticks = [.. RoundRates.Where(r => r >= low && r <= high)];
        return new ChartAxis { Kind = AxisKind.Log, Range = [low, high], Ticks = ticks, TickTexts = [.. ticks.Select(t => format.Percent(t, t < 0.01 ? 1 : 0))] };
    }

    private static string Name(ListedVersion version) => $"v{version.Version}";

    private static ChartSeries Diagonal(double[] x, double[] y) =>
        ChartSeries.Line("", x, y) with { Colour = "ref", Width = 1, Dash = ChartDash.Dot, Silent = true };
}
