namespace RiskInsights.Core.Insights.Fraud;

/// <summary>
/// How often what a basket holds was seen in the baskets that were learned from, and how its prices stand beside the usual ones. A
/// learned basket does not count itself, so that it looks to a model as a new one will.
/// </summary>
/// <param name="Baskets">Of each level, the number of baskets with each token; tokens seen once are left out.</param>
/// <param name="Signatures">The number of baskets with each whole content; those seen once are left out.</param>
/// <param name="UsualPrice">Median unit price of each model in cents.</param>
internal sealed record BasketFrequencies(
    IReadOnlyList<IReadOnlyDictionary<string, int>> Baskets, IReadOnlyDictionary<string, int> Signatures, IReadOnlyDictionary<string, long> UsualPrice)
{
    public static readonly string[] Names =
    [
        "dearest_item_baskets", "dearest_make_baskets", "dearest_model_baskets", "dearest_code_baskets", "dearest_model_at_price_baskets",
        "rarest_model_at_price_baskets", "same_baskets", "dearest_price_ratio", "highest_price_ratio",
    ];

    public static BasketFrequencies Learn(IReadOnlyList<BasketTokens> baskets)
    {
        var counts = Array.ConvertAll(BasketTokens.Levels, level => Counts(baskets.SelectMany(basket => basket[level].Distinct(StringComparer.Ordinal))));
        var prices = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var basket in baskets)
        {
            for (var i = 0; i < basket.Lines.Count; i++)
            {
                var model = basket[BasketLevel.Model][i];
                if (!prices.TryGetValue(model, out var seen)) prices[model] = seen = [];
                seen.Add(basket.Lines[i].CashPriceCents);
            }
        }
        return new BasketFrequencies(counts, Counts(baskets.Select(basket => basket.Signature)),
            prices.ToDictionary(pair => pair.Key, pair => Median(pair.Value), StringComparer.Ordinal));
    }

    /// <param name="learned">Whether the basket is one of those that were learned from.</param>
    public void Write(BasketTokens basket, bool learned, Span<float> destination)
    {
        var itself = learned ? 1 : 0;
        foreach (var level in BasketTokens.Levels)
            destination[(int)level] = Others(Baskets[(int)level], basket[level][basket.Dearest], itself);
        destination[5] = basket[BasketLevel.ModelAtPrice].Min(token => Others(Baskets[(int)BasketLevel.ModelAtPrice], token, itself));
        destination[6] = Others(Signatures, basket.Signature, itself);
        destination[7] = Ratio(basket, basket.Dearest);
        destination[8] = Enumerable.Range(0, basket.Lines.Count).Max(i => Ratio(basket, i));
    }

    private static int Others(IReadOnlyDictionary<string, int> counts, string token, int itself) =>
        counts.TryGetValue(token, out var count) ? count - itself : 0;

    private float Ratio(BasketTokens basket, int line) =>
        UsualPrice.TryGetValue(basket[BasketLevel.Model][line], out var usual) && usual > 0 ? (float)basket.Lines[line].CashPriceCents / usual : 1;

    private static Dictionary<string, int> Counts(IEnumerable<string> tokens) =>
        tokens.CountBy(token => token, StringComparer.Ordinal).Where(pair => pair.Value > 1).ToDictionary(StringComparer.Ordinal);

    private static long Median(List<long> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
