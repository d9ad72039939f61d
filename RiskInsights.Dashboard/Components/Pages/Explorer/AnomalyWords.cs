using System.Globalization;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>Puts the model's reasons into the analyst's words.</summary>
internal sealed class AnomalyWords(IStringLocalizer<Texts> texts, Formats format)
{
    /// <summary>A second reason is worth saying when it adds at least this share of the first.</summary>
    private const double SecondReason = 0.75;

    /// <summary>"31× usual amount", "New country, at night"; unknown where the score is not explained.</summary>
    public string MainReason(AnomalyRow row)
    {
        var reasons = row.Reasons;
        if (reasons.Count == 0)
            return Formats.Unknown;
        var first = Phrase(reasons[0], row);
        if (reasons.Count == 1 || reasons[1].Contribution < reasons[0].Contribution * SecondReason)
            return first;
        var second = Phrase(reasons[1], row);
        return first + ", " + char.ToLower(second[0], CultureInfo.CurrentUICulture) + second[1..];
    }

    /// <summary>"Amount, against usual".</summary>
    public string Name(string feature) => texts["Anomaly." + feature];

    /// <summary>A feature's value with its unit: "21×", "6", "0.2%".</summary>
    public string Value(AnomalyUnit unit, double value) => unit switch
    {
        AnomalyUnit.Times => format.Times(value, value < 9.95 ? 1 : 0),
        AnomalyUnit.Count => format.Number(value),
        AnomalyUnit.Days => texts["Anomaly.Days", format.Number(value, value < 9.95 ? 1 : 0)],
        _ when value is > 0 and < 0.0005 => "< " + format.Percent(0.001),
        _ => format.Percent(value, value < 0.0995 ? 1 : 0),
    };

    /// <summary>"median 21×; everyone 1.0×", or without "median" for a single transaction.</summary>
    public string Comparison(AnomalyFactor factor, bool ofSeveral)
    {
        var typical = Value(factor.Unit, factor.Typical);
        var key = (ofSeveral ? "Anomaly.Median." : "Anomaly.Single.") + (factor.Unit == AnomalyUnit.ShareOfHabit ? "Habit" : "Plain");
        return texts[key, typical, factor.Everyone is { } everyone ? Value(factor.Unit, everyone) : Formats.Unknown];
    }

    private string Phrase(AnomalyAttribution reason, AnomalyRow row) => reason.Feature switch
    {
        "amount_against_usual" => texts["Reason.amount_against_usual", format.Times(row.TimesUsual, Decimals(row.TimesUsual))],
        "amount_against_bank" or "amount_in_24h" => texts["Reason." + reason.Feature, format.Times(reason.Value, Decimals(reason.Value))],
        "transactions_in_24h" => texts["Reason.transactions_in_24h", format.Number(reason.Value + 1)],
        "balance_left" => texts["Reason.balance_left", format.Percent(reason.Value, 0)],
        "days_since_last" => texts["Reason.days_since_last", format.Number(reason.Value)],
        "repeated_amount" => texts["Reason.repeated_amount"],
        "unusual_hour" => texts["Reason.unusual_hour", row.BookedAt.ToString("HH:mm", CultureInfo.InvariantCulture)],
        _ => texts["Reason." + reason.Feature],
    };

    private static int Decimals(double times) => times < 9.95 ? 1 : 0;
}
