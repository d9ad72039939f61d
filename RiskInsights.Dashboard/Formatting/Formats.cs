using System.Globalization;

namespace RiskInsights.Dashboard.Formatting;

/// <summary>
/// Numbers and dates as the analyst's language writes them, in one place. English: €1,234.56, 2.31%, 30 Sep 2025.
/// French: 1 234,56 €, 2,31 %, 30 sept. 2025, with narrow no-break spaces. The minus is U+2212, and what is not known is "—", never 0.
/// </summary>
/// <remarks>URLs, exports and attributes read by machines stay invariant and never pass through here.</remarks>
public sealed partial class Formats
{
    public const string Unknown = "—";
    private const string Minus = "\u2212";
    private const string NarrowSpace = "\u202F";
    private const decimal ShortenFrom = 100_000m;

    private readonly bool _french;
    private readonly CultureInfo _dates;
    private readonly NumberFormatInfo _numbers;

    public Formats(PageLanguage language)
    {
        _french = string.Equals(language.Code, "fr", StringComparison.Ordinal);
        _dates = _french ? CultureInfo.GetCultureInfo("fr-FR") : CultureInfo.InvariantCulture;
        _numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = _french ? "," : ".",
            NumberGroupSeparator = _french ? NarrowSpace : ",",
            NegativeSign = Minus,
        };
    }

    /// <summary>"," or ".".</summary>
    public string DecimalSeparator => _numbers.NumberDecimalSeparator;

    public string GroupSeparator => _numbers.NumberGroupSeparator;

    /// <summary>1,234.5</summary>
    public string Number(decimal? value, int decimals = 0) =>
        value is { } v ? Clean(decimal.Round(v, decimals, MidpointRounding.AwayFromZero)).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _numbers) : Unknown;

    public string Number(long? value) => Number((decimal?)value);

    public string Number(double? value, int decimals = 0) => Number(AsDecimal(value), decimals);

    /// <summary>486.2k from 100,000 up; all digits below.</summary>
    /// <param name="decimals">Decimals of shortened numbers, for lists that must look alike; by size by default.</param>
    public string NumberShort(decimal? value, int? decimals = null)
    {
        if (value is not { } v) return Unknown;
        if (Math.Abs(v) < ShortenFrom) return Number(v);
        var (scaled, places, unit) = Shorten(v);
        return Number(scaled, decimals ?? places) + (_french ? NarrowSpace : "") + unit;
    }

    /// <summary>+1,234 or −56, for differences.</summary>
    public string NumberChange(decimal? difference, int decimals = 0) => Signed(difference, Number(difference, decimals));

    /// <summary>A share 0–1 in percent: 2.31%.</summary>
    public string Percent(double? share, int decimals = 1) =>
        AsDecimal(share) is { } v ? Number(v * 100m, decimals) + PercentSign : Unknown;

    /// <summary>A relative change: 0.046 is +4.6%.</summary>
    public string PercentChange(double? change, int decimals = 1) => Signed(AsDecimal(change), Percent(change, decimals));

    /// <summary>The relative change from <paramref name="before"/> to <paramref name="now"/>; unknown from nothing or from below zero.</summary>
    public string PercentChange(decimal? now, decimal? before, int decimals = 1) =>
        now is { } n && before is > 0m ? PercentChange((double)((n - before.Value) / before.Value), decimals) : Unknown;

    /// <summary>A difference of shares in percentage points: 0.0018 is +0.18 pp.</summary>
    public string PointsChange(double? difference, int decimals = 2) =>
        AsDecimal(difference) is { } v ? Signed(v, Number(v * 100m, decimals)) + (_french ? NarrowSpace + "pt" : " pp") : Unknown;

    /// <summary>How many times the usual: 31×.</summary>
    public string Times(double? factor, int decimals = 0) => AsDecimal(factor) is { } v ? Number(v, decimals) + "×" : Unknown;

    private string PercentSign => _french ? NarrowSpace + "%" : "%";

    /// <summary>Scales to thousands, millions or billions; 999,950 becomes 1.00M, not 1,000.0k.</summary>
    private (decimal Scaled, int Decimals, string Unit) Shorten(decimal value)
    {
        string[] units = _french ? ["k", "M", "Md"] : ["k", "M", "B"];
        var scaled = value / 1000m;
        var unit = 0;
        while (Math.Abs(Rounded(scaled)) >= 1000m && unit < units.Length - 1)
        {
            scaled /= 1000m;
            unit++;
        }
        return (scaled, DecimalsOf(scaled), units[unit]);
    }

    private static decimal Rounded(decimal scaled) => decimal.Round(scaled, DecimalsOf(scaled), MidpointRounding.AwayFromZero);

    private static int DecimalsOf(decimal scaled) => Math.Abs(scaled) < 9.995m ? 2 : 1;

    private static string Signed(decimal? value, string text) => value is { } v && v > 0m ? "+" + text : text;

    // Zero has no sign, also when it is what rounding left of a small negative number.
    private static decimal Clean(decimal value) => value == 0m ? 0m : value;

    private static decimal? AsDecimal(double? value) =>
        value is { } v && double.IsFinite(v) && Math.Abs(v) < (double)decimal.MaxValue / 1000 ? (decimal)v : null;
}
