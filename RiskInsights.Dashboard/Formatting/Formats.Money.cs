namespace RiskInsights.Dashboard.Formatting;

public sealed partial class Formats
{
    /// <summary>All digits: €1,234.56. The currency is an ISO 4217 code that comes with the data.</summary>
    public string Money(decimal? amount, string currency, int decimals = 2) =>
        amount is { } a ? WithCurrency(a < 0m, Number(Math.Abs(a), decimals), "", currency) : Unknown;

    /// <summary>€148.3M from 100,000 up; whole units below.</summary>
    /// <param name="decimals">Decimals of shortened amounts, for lists and axes that must look alike; by size by default.</param>
    public string MoneyShort(decimal? amount, string currency, int? decimals = null)
    {
        if (amount is not { } a) return Unknown;
        if (Math.Abs(a) < ShortenFrom) return Money(a, currency, 0);
        var (scaled, places, unit) = Shorten(a);
        return WithCurrency(a < 0m, Number(Math.Abs(scaled), decimals ?? places), unit, currency);
    }

    /// <summary>+€1.30M or −€3.40M, for differences.</summary>
    public string MoneyChange(decimal? difference, string currency) => Signed(difference, MoneyShort(difference, currency));

    /// <summary>What stands before and after an amount, for axes that a chart labels itself.</summary>
    public (string Prefix, string Suffix) MoneyAffixes(string currency) =>
        _french ? ("", NarrowSpace + Symbol(currency)) : (Prefix(currency), "");

    private string WithCurrency(bool negative, string digits, string unit, string currency)
    {
        // What rounds to zero has no sign: "−€0" would be read as a debt.
        var sign = negative && digits.AsSpan().ContainsAnyInRange('1', '9') ? Minus : "";
        return _french
            ? sign + digits + NarrowSpace + unit + Symbol(currency)
            : sign + Prefix(currency) + digits + unit;
    }

    private static string Prefix(string currency)
    {
        var symbol = Symbol(currency);
        return symbol.Length > 1 ? symbol + NarrowSpace : symbol;
    }

    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        _ => currency,
    };
}
