using System.Globalization;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>
/// The language of one analyst's page, taken from the request that opened it. Words and numbers ask this and not the
/// current culture: a page that is drawn again because a job moved runs on that job's thread, whose culture is the server's.
/// </summary>
public sealed record PageLanguage(CultureInfo Culture)
{
    /// <summary>The two letters of the language: en or fr.</summary>
    public string Code => Culture.TwoLetterISOLanguageName;
}
