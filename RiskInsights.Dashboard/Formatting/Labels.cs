using System.Globalization;
using Microsoft.Extensions.Localization;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>The words for codes that stand in the data: <c>small_business</c> is shown as "Small business", <c>FR</c> as "France".</summary>
public sealed class Labels(IStringLocalizer<Texts> texts, PageLanguage language)
{
    /// <summary>Name of a dimension: "Channel".</summary>
    public string Of(Dimension dimension) => texts["Dimension." + dimension];

    /// <summary>Name of a value of a dimension. A code without a text of its own is made readable.</summary>
    public string Of(Dimension dimension, string code) =>
        dimension == Dimension.Country ? Country(code) : Code(dimension.ToString(), code);

    /// <summary>Name of a code of another kind, for example <c>Code("Event", "missed_payment")</c>.</summary>
    public string Code(string kind, string? code)
    {
        if (string.IsNullOrEmpty(code)) return Formats.Unknown;
        var text = texts[kind + "." + code];
        return text.ResourceNotFound ? Readable(code) : text.Value;
    }

    /// <summary>Name of a country from its ISO 3166 alpha-2 code.</summary>
    public string Country(string? code)
    {
        if (string.IsNullOrEmpty(code)) return Formats.Unknown;
        var text = texts["Country." + code];
        if (!text.ResourceNotFound) return text.Value;
        try
        {
            // .NET names a country only in English and in its own language; in the culture "fr-ES" Spain's own language is French.
            return new RegionInfo(language.Code + "-" + code).NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    private static string Readable(string code)
    {
        var words = code.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
