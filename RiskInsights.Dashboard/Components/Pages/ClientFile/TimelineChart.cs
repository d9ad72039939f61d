using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Balance, scores and what happened, one under the other on the same days.</summary>
internal sealed class TimelineChart(IStringLocalizer<Texts> texts, Formats format, ClientWords words, string currency)
{
    public const int Height = 300;

    private const string Missed = "missed_payment";

    // Lanes from the top down.
    private const double MissedLane = 2;
    private const double AnomalyLane = 1;
    private const double OtherLane = 0;

    /// <summary>The part of the width that words beside a mark take: they stand only where they cover no other mark.</summary>
    private const double WordsWidth = 0.1;

    /// <summary>Words of a mark behind this share of the width stand before it (js/chart.js).</summary>
    private const double WordsBeforeFrom = 0.85;

    public ChartSpec Of(ClientActivity activity, IReadOnlyList<ClientScoreRow> scores)
    {
        var balance = ChartSeries.Line(texts["Client.BalanceLine"], activity.Balances.Select(b => b.Day), [.. activity.Balances.Select(b => b.Cents / 100.0)]) with
        {
            Steps = true,
            Width = 1.5,
            Texts = [.. activity.Balances.Select(b => format.Money(b.Cents / 100m, currency))],
        };
        var hasScores = scores.Count > 0;
        var lanes = hasScores ? 2 : 1;
        var top = 0.25;
        return new ChartSpec
        {
            Series = [balance, .. hasScores ? Scores(scores) : [], .. MissedPayments(activity, lanes), .. Anomalies(activity, lanes), .. Others(activity, lanes)],
            X = new ChartAxis { Kind = AxisKind.Date },
            Y = AxisTicks.For(balance.Y, v => format.MoneyShort((decimal)v, currency), count: 4) with { Grid = true },
            Panels = [.. hasScores ? [new ChartPanel(ScoreAxis(scores), top + 0.05, 0.45)] : Array.Empty<ChartPanel>(), new ChartPanel(LaneAxis(), 0, top)],
            Rules = [.. Zero(balance), .. Limits(scores)],
        };
    }

    /// <summary>One line through the score that counts at each date; what other versions said beside it.</summary>
    private IEnumerable<ChartSeries> Scores(IReadOnlyList<ClientScoreRow> scores)
    {
        var stood = scores.GroupBy(s => s.AsOfDateKey).Select(g => g.Last()).ToList();
        var line = Series("Client.ScoreLine", stood, s => s.AsOf, s => s.Probability * 100, words.Score) with { Colour = "c3", Width = 1.75, Steps = true, Panel = 1 };
        yield return line;
        yield return line with { Kind = ChartKind.Markers, Silent = true };
        var others = scores.Except(stood).ToList();
        if (others.Count > 0)
            yield return Series("Client.OtherVersions", others, s => s.AsOf, s => s.Probability * 100, words.Score) with { Kind = ChartKind.Markers, Symbol = "circle-open", Colour = "ref", Panel = 1 };
    }

    private IEnumerable<ChartSeries> MissedPayments(ClientActivity activity, int panel)
    {
        var missed = activity.Events.Where(e => string.Equals(e.EventType, Missed, StringComparison.Ordinal)).ToList();
        if (missed.Count > 0)
            yield return Marks("Client.Missed", missed, e => TimeDimension.DateOf(e.DateKey), MissedLane, words.Event, panel) with { Symbol = "x", Colour = "high" };
    }

    /// <summary>The signs of the anomaly page: a disc while nobody judged, then one for each kind of verdict.</summary>
    private IEnumerable<ChartSeries> Anomalies(ClientActivity activity, int panel) =>
        from state in activity.Unusual.GroupBy(t => t.Verdict switch { null => "Open", "legitimate" => "Cleared", "unsure" => "Watched", _ => "Flagged" }, StringComparer.Ordinal)
        let look = state.Key switch
        {
            "Open" => (Symbol: "circle", Colour: "seq6"),
            "Cleared" => (Symbol: "circle-open", Colour: "low"),
            "Watched" => (Symbol: "square-open", Colour: "info"),
            _ => (Symbol: "diamond-open", Colour: "text"),
        }
        select Marks("Verdict." + state.Key, [.. state], t => TimeDimension.DateOf(t.Row.DateKey), AnomalyLane, words.Unusual, panel) with { Symbol = look.Symbol, Colour = look.Colour };

    private IEnumerable<ChartSeries> Others(ClientActivity activity, int panel)
    {
        var others = activity.Events.Where(e => !string.Equals(e.EventType, Missed, StringComparison.Ordinal)).ToList();
        var spoken = Spoken(activity, others);
        return from type in others.GroupBy(e => e.EventType, StringComparer.Ordinal)
               let look = type.Key switch
               {
                   "default_90dpd" => (Symbol: "x", Colour: "high"),
                   "card_blocked" => (Symbol: "square", Colour: "text-2"),
                   "kyc_review" => (Symbol: "triangle-up", Colour: "text-2"),
                   "loan_granted" => (Symbol: "circle", Colour: "c1"),
                   "account_closed" => (Symbol: "square-open", Colour: "text-2"),
                   _ => (Symbol: "circle-open", Colour: "text-2"),
               }
               select Marks("Client.Other", [.. type], e => TimeDimension.DateOf(e.DateKey), OtherLane, words.Event, panel) with
               {
                   Name = words.EventName(type.Key),
                   Symbol = look.Symbol,
                   Colour = look.Colour,
                   Words = [.. type.Select(e => spoken.Contains(e.EventId) ? words.EventName(e.EventType) : "")],
               };
    }

    /// <summary>The events whose words have room: the others say theirs on hover and in the table.</summary>
    private static HashSet<string> Spoken(ClientActivity activity, IReadOnlyList<ClientEventRow> events)
    {
        double Place(ClientEventRow e) => (TimeDimension.DateOf(e.DateKey).DayNumber - activity.From.DayNumber) / (double)Math.Max(1, activity.To.DayNumber - activity.From.DayNumber);
        var spoken = new HashSet<string>(StringComparer.Ordinal);
        var taken = double.NegativeInfinity;
        for (var i = 0; i < events.Count; i++)
        {
            var (at, before) = (Place(events[i]), Place(events[i]) > WordsBeforeFrom);
            var (start, end) = before ? (at - WordsWidth, at) : (at, at + WordsWidth);
            var isFree = before ? start > taken : i == events.Count - 1 || Place(events[i + 1]) > end;
            if (isFree)
                spoken.Add(events[i].EventId);
            taken = isFree ? end : at;
        }

        return spoken;
    }

    private static IEnumerable<ChartRule> Zero(ChartSeries balance)
    {
        if (balance.Y.Any(y => y < 0) && balance.Y.Any(y => y > 0))
            yield return new ChartRule(0) { Colour = "field", Dash = ChartDash.Solid };
    }

    /// <summary>Where band C ends, once it is near.</summary>
    private IEnumerable<ChartRule> Limits(IReadOnlyList<ClientScoreRow> scores)
    {
        var (_, limit) = Bands.Range(Band.C);
        if (scores.Any(s => s.Probability >= limit / 2))
            yield return new ChartRule(limit!.Value * 100, texts["Client.BandLimit"]) { Colour = "field", Dash = ChartDash.Dot, Panel = 1 };
    }

    private ChartAxis ScoreAxis(IReadOnlyList<ClientScoreRow> scores)
    {
        var axis = AxisTicks.For(scores.Select(s => (double?)(s.Probability * 100)), v => format.Percent(v / 100, v < 5 && v != Math.Round(v) ? 1 : 0), fromZero: true, count: 2);
        return axis with { Grid = true };
    }

    private ChartAxis LaneAxis() => new()
    {
        Range = [OtherLane - 0.6, MissedLane + 0.6],
        Ticks = [OtherLane, AnomalyLane, MissedLane],
        TickTexts = [texts["Client.Other"], texts["Client.Anomaly"], texts["Client.Missed"]],
        Grid = true,
    };

    private ChartSeries Marks<T>(string name, IReadOnlyList<T> items, Func<T, DateOnly> day, double lane, Func<T, string> say, int panel) =>
        Series(name, items, day, _ => lane, say) with { Kind = ChartKind.Markers, Panel = panel };

    private ChartSeries Series<T>(string name, IReadOnlyList<T> items, Func<T, DateOnly> day, Func<T, double> value, Func<T, string> say) =>
        ChartSeries.Line(texts[name], items.Select(day), [.. items.Select(i => (double?)value(i))]) with { Texts = [.. items.Select(say)] };
}
