using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.DesignSheets;

/// <summary>Invented figures for the design page, the same at every visit.</summary>
internal static class DesignSamples
{
    public const string PointsUrl = "/design/points";

    public const string Currency = "EUR";

    private const string Query = "SELECT SUM(debit_cents + credit_cents) AS volume_cents\nFROM agg_daily\nWHERE date_key BETWEEN @from AND @to";

    public static readonly DataSpan Span = new(new(2023, 1, 1), new(2025, 9, 30));

    public static readonly IReadOnlyList<FilterOptions> Options =
    [
        new(Dimension.Segment, ["retail", "affluent", "small_business", "student", "corporate"]),
        new(Dimension.Channel, ["mobile", "online", "branch", "atm", "pos"]),
    ];

    public static SourceInfo Source(string shown, string exact) =>
        new("Debits and credits of all accounts, summed over the period", Query)
        {
            Shown = shown,
            Exact = exact,
            Filters = "1 Jul – 30 Sep 2025 · Channel = Mobile",
            Data = "Batches 398–412, 486,215 rows, 3 quarantined",
            RowsUrl = DashboardUrls.Overview(),
        };

    public static IReadOnlyList<double> Walk(int seed, int length, double start, double trend, double noise)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(i => start + (trend * i) + ((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * noise))];
    }

    public static IReadOnlyList<BarRow> Bars(Formats format, params (string? Key, string Label, double Now, double Before)[] rows) =>
    [
        .. rows.Select(r => new BarRow(r.Key, r.Label, r.Now, format.MoneyShort((decimal)r.Now * 1_000_000m, Currency, 1), format.Money((decimal)r.Now * 1_000_000m, Currency), r.Before, format.PercentChange((decimal)r.Now, (decimal)r.Before))),
    ];

    public static ChartSpec Volume(Formats format, string credits, string debits, string previous)
    {
        var weeks = Enumerable.Range(0, 13).Select(i => new DateOnly(2025, 7, 1).AddDays(7 * i)).ToList();
        var (c, d, p) = (Walk(1, 13, 5.25, 0.05, 0.5).ToArray(), Walk(2, 13, 5.35, 0.07, 0.5).ToArray(), Walk(3, 13, 5.0, 0.02, 0.4).ToArray());
        (c[9], d[9]) = (4.3, 4.1);
        ChartSeries Series(string name, double[] values) => ChartSeries.Line(name, weeks, [.. values.Select(v => (double?)v * 1e6)]) with
        {
            Texts = [.. values.Select(v => format.Money((decimal)v * 1_000_000m, Currency))],
        };
        return new()
        {
            Series =
            [
                Series(credits, c),
                Series(debits, d) with { Colour = "c2", Width = 1.75 },
                Series(previous, p) with { Colour = "ref", Width = 1.25, Dash = ChartDash.Dot },
            ],
            X = new() { Kind = AxisKind.Date },
            Y = AxisTicks.For(c.Concat(d).Concat(p).Select(v => (double?)v * 1e6), v => format.MoneyShort((decimal)v, Currency, 1)),
            Bands = [new(new DateOnly(2025, 8, 31), new DateOnly(2025, 9, 3), "Mobile outage, 1–3 Sep · note by L. <b>Garnier</b>")],
        };
    }

    public static ChartSpec Roc(Formats format)
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];
        ChartAxis Axis(string title) => new() { Title = title, Range = [0, 1.005], Ticks = [0, .25, .5, .75, 1], TickTexts = [.. new[] { 0, .25, .5, .75, 1 }.Select(v => format.Percent(v, 0))] };
        return new()
        {
            X = Axis("False positive rate"),
            Y = Axis("True positive rate"),
            Series =
            [
                ChartSeries.Line("Guessing", [0, 1], [0, 1]) with { Silent = true, Colour = "ref", Dash = ChartDash.Dot, Width = 1 },
                ChartSeries.Line("v13", x, x.Select(v => Math.Pow(v, 0.24))) with { Colour = "c2", Dash = ChartDash.Dash, Width = 1.5 },
                ChartSeries.Line("v14", x, x.Select(v => Math.Pow(v, 0.2))),
                ChartSeries.Here("Threshold 9.0%", 0.04, Math.Pow(0.04, 0.2)),
            ],
            Notes = [new(0.55, 0.44, "v14  AUC 0.842") { Colour = "c1", Strong = true }, new(0.55, 0.32, "v13  AUC 0.829"), new(0.08, 0.5, "at 9.0%")],
        };
    }

    public static ChartSpec Importance(string name, IReadOnlyList<string> names) => new()
    {
        Horizontal = true,
        Hover = ChartHover.Closest,
        X = new() { FromZero = true, Grid = true },
        Y = new() { Kind = AxisKind.Names, Grid = false },
        Series = [ChartSeries.Bars(name, names, [.. names.Select((_, i) => (double?)(1.84 / (1 + (i * 0.6))))])],
    };

    public static ChartSpec Anomalies(Formats format, double limit, ChartTool tool) => new()
    {
        Hover = ChartHover.Closest,
        Tool = tool,
        X = new() { Title = "Amount compared with the client’s usual amount", Range = [-1.5, 2.2], Grid = true, Ticks = [-1, -0.301, 0, 0.477, 1, 1.477, 2], TickTexts = [.. new[] { 0.1, 0.5, 1, 3, 10, 30, 100 }.Select(v => format.Times(v, v < 1 ? 1 : 0))] },
        Y = new() { Range = [0.3, 1], Ticks = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9], TickTexts = [.. new[] { 0.4, 0.5, 0.6, 0.7, 0.8, 0.9 }.Select(v => format.Number(v, 1))] },
        Bands = [new(limit, 1.0) { AlongY = true, Colour = "medium", Opacity = 0.04 }],
        Rules = [new(limit, format.Number(limit, 2) + ", contamination 0.5%")],
        Points = new(PointsUrl) { Limit = limit, ScoreRange = [0.62, 0.95], Groups = PointGroup.ForVerdicts("Normal", "Open", "Flagged", "Cleared", "Watched") },
    };

    /// <summary>50,000 points for the cloud, most of them ordinary.</summary>
    public static byte[] Points()
    {
        const int Count = 50_000;
        var random = new Random(7);
        double Gauss() => Math.Sqrt(-2 * Math.Log(random.NextDouble() + 1e-12)) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (ids, x, y, states) = (new long[Count], new float[Count], new float[Count], new PointState[Count]);
        for (var i = 0; i < Count; i++)
        {
            var size = Gauss() * 0.4;
            ids[i] = 10_000_000_000L + i;
            x[i] = (float)size;
            y[i] = (float)Math.Min(0.97, 0.42 + (0.08 * size * size) + (0.035 * Math.Abs(Gauss())) + (i % 200 == 0 ? Math.Abs(Gauss()) * 0.2 : 0));
            states[i] = i % 4000 == 0 ? PointState.Flagged : i % 2600 == 0 ? PointState.Cleared : PointState.Undecided;
        }
        return PointFeed.Encode(ids, x, y, y, states);
    }
}
