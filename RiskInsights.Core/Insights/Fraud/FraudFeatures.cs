using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Splits;

namespace RiskInsights.Core.Insights.Fraud;

/// <summary>
/// Turns baskets into numbers for a fraud model: aggregates, frequencies, bags of frequent items and words, and fraud rates of what
/// lies in them, with all that was learned for it from the training baskets. Immutable.
/// </summary>
public sealed class FraudFeatures
{
    private readonly FeatureColumn[] _columns;

    internal FraudFeatures(BasketFrequencies frequencies, BasketBags bags, FraudRates rates)
    {
        (Frequencies, Bags, Rates) = (frequencies, bags, rates);
        _columns = FeatureColumn.Numeric([.. BasketAggregates.Names, .. BasketFrequencies.Names, .. FraudRates.Names, .. bags.Names]);
    }

    /// <summary>The columns of every matrix; prices are in whole currency, rates from 0 to 1.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    internal BasketFrequencies Frequencies { get; }

    internal BasketBags Bags { get; }

    internal FraudRates Rates { get; }

    /// <summary>
    /// Learns the features from baskets with known outcome and gives their own rows too, which must not be read by
    /// <see cref="Rows"/>: in training a basket counts neither itself nor its label.
    /// </summary>
    /// <param name="labels">1 is fraud, one for each basket.</param>
    /// <exception cref="ArgumentException">Lengths differ, a basket has no line or an impossible price or quantity.</exception>
    /// <exception cref="TrainingRefusedException">Fewer baskets of a label than folds.</exception>
    public static (FraudFeatures Features, FeatureMatrix Training) Learn(
        IReadOnlyList<Basket> baskets, byte[] labels, FraudOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(baskets);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (labels.Length != baskets.Count)
            throw new ArgumentException($"{labels.Length} labels for {baskets.Count} baskets.", nameof(labels));
        var folds = StratifiedFolds.Of(labels, options.Folds, options.Seed);
        var tokens = Tokens(baskets, cancellation);
        var features = new FraudFeatures(
            BasketFrequencies.Learn(tokens),
            BasketBags.Learn(tokens, options.Items, options.Words),
            FraudRates.Learn(tokens, labels, Enumerable.Range(0, tokens.Length), options.Smoothing));
        var values = new float[checked(tokens.Length * features._columns.Length)];
        foreach (var fold in folds)
        {
            cancellation.ThrowIfCancellationRequested();
            var rates = FraudRates.Learn(tokens, labels, fold.Train, options.Smoothing);
            foreach (var row in fold.Test) features.Write(tokens[row], learned: true, rates, values, row);
        }
        return (features, new FeatureMatrix(features._columns, values));
    }

    /// <summary>One row for each basket that was not learned from.</summary>
    public FeatureMatrix Rows(IReadOnlyList<Basket> baskets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(baskets);
        var tokens = Tokens(baskets, cancellation);
        var values = new float[checked(tokens.Length * _columns.Length)];
        for (var row = 0; row < tokens.Length; row++) Write(tokens[row], learned: false, Rates, values, row);
        return new FeatureMatrix(_columns, values);
    }

    private static BasketTokens[] Tokens(IReadOnlyList<Basket> baskets, CancellationToken cancellation)
    {
        var tokens = new BasketTokens[baskets.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            tokens[i] = new BasketTokens(baskets[i]);
        }
        return tokens;
    }

    private void Write(BasketTokens basket, bool learned, FraudRates rates, float[] values, int row)
    {
        var rest = values.AsSpan(row * _columns.Length, _columns.Length);
        BasketAggregates.Write(basket, rest);
        rest = rest[BasketAggregates.Names.Length..];
        Frequencies.Write(basket, learned, rest);
        rest = rest[BasketFrequencies.Names.Length..];
        rates.Write(basket, rest);
        Bags.Write(basket, rest[FraudRates.Names.Length..]);
    }
}
