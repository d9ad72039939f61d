namespace RiskInsights.Core.Insights.Fraud;

/// <summary>
/// Target encoding: how often baskets with the same item, make, model, code or model at its price were fraud, drawn to the overall
/// rate where few were seen: (frauds + m·overall) / (baskets + m) with m = <paramref name="Smoothing"/>.
/// </summary>
/// <param name="Rates">Of each level, the smoothed rate of each token.</param>
/// <param name="Overall">Share of frauds among all learned baskets: the rate of a token never seen.</param>
/// <param name="Smoothing">Baskets that the overall rate counts for.</param>
internal sealed record FraudRates(IReadOnlyList<IReadOnlyDictionary<string, double>> Rates, double Overall, double Smoothing)
{
    /// <summary>For each level: over the lines the highest rate and the mean, and the dearest line's.</summary>
    public static readonly string[] Names =
    [
        .. from level in new[] { "item", "make", "model", "code", "model_at_price" }
           from measure in new[] { "highest", "mean", "dearest" }
           select $"{level}_fraud_rate_{measure}",
    ];

    /// <param name="rows">The baskets to learn from.</param>
    public static FraudRates Learn(IReadOnlyList<BasketTokens> baskets, byte[] labels, IEnumerable<int> rows, double smoothing)
    {
        var seen = Array.ConvertAll(BasketTokens.Levels, _ => new Dictionary<string, (int Frauds, int Baskets)>(StringComparer.Ordinal));
        var (frauds, count) = (0, 0);
        foreach (var row in rows)
        {
            frauds += labels[row];
            count++;
            foreach (var level in BasketTokens.Levels)
            {
                foreach (var token in baskets[row][level].Distinct(StringComparer.Ordinal))
                {
                    var (fraudsSeen, basketsSeen) = seen[(int)level].GetValueOrDefault(token);
                    seen[(int)level][token] = (fraudsSeen + labels[row], basketsSeen + 1);
                }
            }
        }
        var overall = (double)frauds / count;
        return new FraudRates(
            Array.ConvertAll(seen, level => level.ToDictionary(
                pair => pair.Key, pair => (pair.Value.Frauds + (smoothing * overall)) / (pair.Value.Baskets + smoothing), StringComparer.Ordinal)),
            overall, smoothing);
    }

    public void Write(BasketTokens basket, Span<float> destination)
    {
        foreach (var level in BasketTokens.Levels)
        {
            var rates = Rates[(int)level];
            double highest = 0, sum = 0;
            foreach (var token in basket[level])
            {
                var rate = rates.GetValueOrDefault(token, Overall);
                highest = Math.Max(highest, rate);
                sum += rate;
            }
            var at = 3 * (int)level;
            destination[at] = (float)highest;
            destination[at + 1] = (float)(sum / basket.Lines.Count);
            destination[at + 2] = (float)rates.GetValueOrDefault(basket[level][basket.Dearest], Overall);
        }
    }
}
