namespace RiskInsights.Core.Insights.Fraud;

/// <summary>
/// Bags of the most frequent tokens: units of and spending on each of the frequent items, and which of the frequent words stand in the
/// basket's models.
/// </summary>
/// <param name="Items">The items with a column, the most frequent first.</param>
/// <param name="Words">The words with a column, the most frequent first.</param>
internal sealed record BasketBags(IReadOnlyList<string> Items, IReadOnlyList<string> Words)
{
    private readonly Dictionary<string, int> _items = Index(Items);
    private readonly Dictionary<string, int> _words = Index(Words);

    public IEnumerable<string> Names => [.. Items.Select(item => $"units_of:{item}"), .. Items.Select(item => $"spent_on:{item}"), .. Words.Select(word => $"word:{word}")];

    public int Width => (2 * Items.Count) + Words.Count;

    public static BasketBags Learn(IReadOnlyList<BasketTokens> baskets, int items, int words) => new(
        MostFrequent(baskets.SelectMany(basket => basket[BasketLevel.Item].Distinct(StringComparer.Ordinal)), items),
        MostFrequent(baskets.SelectMany(basket => basket.Words), words));

    public void Write(BasketTokens basket, Span<float> destination)
    {
        destination[..Width].Clear();
        for (var i = 0; i < basket.Lines.Count; i++)
        {
            if (!_items.TryGetValue(basket[BasketLevel.Item][i], out var item)) continue;
            destination[item] += basket.Lines[i].Quantity;
            destination[Items.Count + item] += basket.Lines[i].CashPriceCents * basket.Lines[i].Quantity / 100f;
        }
        foreach (var word in basket.Words)
        {
            if (_words.TryGetValue(word, out var column)) destination[(2 * Items.Count) + column] = 1;
        }
    }

    private static Dictionary<string, int> Index(IReadOnlyList<string> tokens) =>
        tokens.Index().ToDictionary(token => token.Item, token => token.Index, StringComparer.Ordinal);

    /// <summary>Ties go by the ordinal order of the tokens, so that the columns do not depend on the order of the baskets.</summary>
    private static string[] MostFrequent(IEnumerable<string> tokens, int most) =>
        [.. tokens.CountBy(token => token, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most).Select(pair => pair.Key)];
}
