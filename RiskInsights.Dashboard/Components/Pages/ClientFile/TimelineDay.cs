using RiskInsights.Core.Insights.Clients;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>A day on which something happened, as the timeline's table lists it.</summary>
/// <param name="Cents">Balance of all accounts in the evening; null where it is not known.</param>
/// <param name="Words">Scores, events and unusual transactions; empty where only the balance changed.</param>
internal sealed record TimelineDay(DateOnly Day, long? Cents, IReadOnlyList<string> Words)
{
    /// <summary>Newest first: every day with words, and every day on which the balance changed.</summary>
    public static IEnumerable<TimelineDay> Of(ClientActivity activity, IReadOnlyList<ClientScoreRow> scores, ClientWords words)
    {
        var said = scores.Select(s => (Key: s.AsOfDateKey, Text: words.Score(s)))
            .Concat(activity.Events.Select(e => (Key: e.DateKey, Text: words.Event(e))))
            .Concat(activity.Unusual.Select(t => (Key: t.Row.DateKey, Text: words.Unusual(t))))
            .ToLookup(s => s.Key, s => s.Text);
        long? before = null;
        var days = new List<TimelineDay>();
        foreach (var (day, cents) in activity.Balances)
        {
            IReadOnlyList<string> texts = [.. said[KeyOf(day)]];
            if (texts.Count > 0 || cents != before)
                days.Add(new TimelineDay(day, cents, texts));
            before = cents;
        }

        // A score as of the day after the period knows all of it.
        var after = activity.To.AddDays(1);
        if (said.Contains(KeyOf(after)))
            days.Add(new TimelineDay(after, before, [.. said[KeyOf(after)]]));
        days.Reverse();
        return days;
    }

    private static int KeyOf(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}
