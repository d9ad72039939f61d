using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Puts what happened to a client into the analyst's words.</summary>
internal sealed class ClientWords(IStringLocalizer<Texts> texts, Formats format, Labels labels, string currency)
{
    /// <summary>"Missed payment, €420, A1": what is known of it.</summary>
    public string Event(ClientEventRow happened) => string.Join(
        ", ",
        new[] { EventName(happened.EventType), Money(happened.AmountCents), happened.AccountId }.Where(part => part is not null));

    public string EventName(string type) => labels.Code("Event", type);

    /// <summary>"Transfer −€4,800, score 0.86, fraud".</summary>
    public string Unusual(ClientTransaction transaction)
    {
        var what = $"{labels.Of(Dimension.Type, transaction.Row.Type)} {Money(transaction.Row.AmountCents)}";
        var score = transaction.Row.Score is { } s ? ", " + texts["Client.ScoreOf", format.Number(s, 2)].Value : "";
        return $"{what}{score}, {texts[transaction.Verdict is null ? "Client.NotJudged" : "Verdict." + transaction.Verdict]}";
    }

    /// <summary>"PD 14.2%, v3".</summary>
    public string Score(ClientScoreRow score) => texts["Client.ScoreWords", format.Percent(score.Probability), score.Version];

    private string? Money(long? cents) => cents is null ? null : format.Money(cents / 100m, currency, 0);
}
