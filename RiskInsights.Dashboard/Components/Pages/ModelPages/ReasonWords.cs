using System.Globalization;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>
/// Puts a reason into words. The text of a feature is <c>Reason.NAME</c> with the value as {0}; <c>Reason.NAME.0</c> and
/// <c>Reason.NAME.1</c> say none and one where a language says them in another way.
/// </summary>
internal static class ReasonWords
{
    public static string Of(Reason reason, string currency, IStringLocalizer<Texts> texts, Formats format)
    {
        if (reason.Value is not { } value)
            return texts["Reason.Unknown", texts["Feature." + reason.Feature]];
        var key = "Reason." + reason.Feature;
        if (value is 0 or 1 && texts[key + "." + value.ToString("0", CultureInfo.InvariantCulture)] is { ResourceNotFound: false } special)
            return special;
        return texts[key, Value(reason.Unit, value, currency, format)];
    }

    /// <summary>A value with its unit.</summary>
    public static string Value(string unit, double value, string currency, Formats format) => unit switch
    {
        "share" or "ratio" => format.Percent(value, 0),
        "trend" => format.PercentChange(value - 1, 0),
        "money" => format.MoneyShort((decimal)value, currency),
        _ => format.Number(value),
    };
}
