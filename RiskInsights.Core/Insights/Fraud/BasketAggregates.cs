namespace RiskInsights.Core.Insights.Fraud;

/// <summary>Sizes, prices and variety of a basket: what needs nothing learned. Prices in whole currency.</summary>
internal static class BasketAggregates
{
    public static readonly string[] Names =
    [
        "lines", "units", "total", "highest_price", "lowest_price", "mean_price", "price_deviation", "highest_share", "most_units",
        "different_items", "different_makes", "different_models", "different_codes", "free_lines",
    ];

    public static void Write(BasketTokens basket, Span<float> destination)
    {
        var lines = basket.Lines;
        var prices = lines.Select(line => line.CashPriceCents / 100.0).ToArray();
        var total = lines.Sum(line => line.CashPriceCents / 100.0 * line.Quantity);
        var mean = prices.Average();
        ReadOnlySpan<double> values =
        [
            lines.Count, lines.Sum(line => line.Quantity), total, prices.Max(), prices.Min(), mean,
            Math.Sqrt(prices.Sum(price => (price - mean) * (price - mean)) / prices.Length),
            total > 0 ? prices.Max() / total : 0, lines.Max(line => line.Quantity),
            Different(BasketLevel.Item), Different(BasketLevel.Make), Different(BasketLevel.Model), Different(BasketLevel.GoodsCode),
            prices.Count(price => price == 0),
        ];
        for (var i = 0; i < values.Length; i++) destination[i] = (float)values[i];

        int Different(BasketLevel level) => basket[level].Distinct(StringComparer.Ordinal).Count();
    }
}
