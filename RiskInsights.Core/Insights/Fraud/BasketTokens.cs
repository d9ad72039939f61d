using System.Globalization;
using System.Text;

namespace RiskInsights.Core.Insights.Fraud;

/// <summary>
/// A basket with its texts in one spelling: retailers write "TELEVISIONS &amp; HOME CINEMA" and "TELEVISIONS HOME CINEMA" for the same.
/// </summary>
internal sealed class BasketTokens
{
    public static readonly BasketLevel[] Levels = Enum.GetValues<BasketLevel>();

    private readonly string[][] _tokens;

    public BasketTokens(Basket basket)
    {
        Lines = basket.Lines;
        if (Lines.Count == 0) throw new ArgumentException($"Basket {basket.BasketId.ToString(CultureInfo.InvariantCulture)} has no line.", nameof(basket));
        foreach (var line in Lines)
        {
            if (line.CashPriceCents < 0 || line.Quantity < 1)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Basket {basket.BasketId}: a price must be at least 0 and a quantity at least 1."), nameof(basket));
        }
        _tokens = Array.ConvertAll(Levels, level => Lines.Select(line => Token(level, line)).ToArray());
        for (var i = 1; i < Lines.Count; i++)
        {
            if (Lines[i].CashPriceCents > Lines[Dearest].CashPriceCents) Dearest = i;
        }
        Signature = string.Join('|', this[BasketLevel.GoodsCode].Order(StringComparer.Ordinal));
        Words = [.. this[BasketLevel.Model].SelectMany(model => model.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<BasketLine> Lines { get; }

    /// <summary>The line with the highest unit price, the first of equals: what the basket is about.</summary>
    public int Dearest { get; }

    /// <summary>The goods codes in order: two baskets with the same are the same purchase.</summary>
    public string Signature { get; }

    /// <summary>The different words of the lines' models.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The token of every line at a level.</summary>
    public IReadOnlyList<string> this[BasketLevel level] => _tokens[(int)level];

    /// <summary>Upper case, letters and digits only, single spaces between.</summary>
    public static string Normal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) result.Append(char.ToUpperInvariant(letter));
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    private static string Token(BasketLevel level, BasketLine line) => level switch
    {
        BasketLevel.Item => Normal(line.Item),
        BasketLevel.Make => Normal(line.Make),
        BasketLevel.Model => Normal(line.Model),
        BasketLevel.GoodsCode => Normal(line.GoodsCode),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Normal(line.Model)} @{line.CashPriceCents}"),
    };
}
