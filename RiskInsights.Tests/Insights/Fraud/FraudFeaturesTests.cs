using RiskInsights.Core.Insights.Fraud;
using RiskInsights.Core.MachineLearning;
using static RiskInsights.Tests.Insights.Fraud.Baskets;

namespace RiskInsights.Tests.Insights.Fraud;

public sealed class FraudFeaturesTests
{
    private static readonly FraudOptions Small = new() { Items = 3, Words = 4, Folds = 2 };

    [Theory]
    [InlineData("Televisions & Home-Cinema ", "TELEVISIONS HOME CINEMA")]
    [InlineData("  13.3\" é  ", "13 3 É")]
    [InlineData("***", "")]
    public void Normal_AnySpelling_IsOne(string text, string expected) => Assert.Equal(expected, BasketTokens.Normal(text));

    [Fact]
    public void Rows_ABasket_HasItsAggregates()
    {
        var (baskets, labels) = Market(200);
        var (features, _) = FraudFeatures.Learn(baskets, labels, Small);
        var row = Row(features, Of(Line("Desk", 30_000, quantity: 2), Line("Lamp", 10_000, make: "LUX", code: "L9"), Line("Gift", 0)));
        Assert.Equal(
            [3, 4, 700, 300, 0, 400 / 3f, 124.721913f, 300 / 700f, 2, 1, 2, 3, 2, 1],
            BasketAggregates.Names.Select(name => row[features.Column(name)]), new Close(1e-4f));
    }

    [Fact]
    public void Learn_ATrainingBasket_CountsNeitherItselfNorItsLabel()
    {
        var (baskets, labels) = Market(200);
        baskets[7] = Of(Line("Unique", 77_700, "ODD", "SOLE", "U1"));
        labels[7] = 1;
        var (features, training) = FraudFeatures.Learn(baskets, labels, Small);
        var overall = training[7, features.Column("model_fraud_rate_dearest")];
        Assert.Equal(0, training[7, features.Column("dearest_model_baskets")]);
        Assert.InRange(overall, 0.09, 0.12);
        // A new basket like it is seen against all that was learned, this fraud included: (1 + 20 · 0.105) / (1 + 20).
        var like = Row(features, baskets[7]);
        Assert.Equal((1 + (20 * 0.105)) / 21, like[features.Column("model_fraud_rate_dearest")], 5);
    }

    [Fact]
    public void Rows_OfLearnedGoods_CountTheBasketsAndComparePrices()
    {
        var (baskets, labels) = Market(200);
        var (features, training) = FraudFeatures.Learn(baskets, labels, Small);
        var row = Row(features, Of(Line(cents: 150_000), Line("cable", 900, "Cables", "home", "k1")));
        Assert.Equal(20, row[features.Column("dearest_model_baskets")]);
        Assert.Equal(0, row[features.Column("dearest_model_at_price_baskets")]);
        Assert.Equal(1.5f, row[features.Column("dearest_price_ratio")]);
        Assert.Equal(19, training[0, features.Column("dearest_model_baskets")]);
        Assert.Equal(1, row[features.Column("units_of:CABLES")]);
        Assert.Equal(9, row[features.Column("spent_on:CABLES")]);
        Assert.Equal(1, row[features.Column("word:CABLE")]);
    }

    [Fact]
    public void Rows_OfNothingEverSeen_StandAtTheOverallRate()
    {
        var (baskets, labels) = Market(200);
        var (features, _) = FraudFeatures.Learn(baskets, labels, Small);
        var row = Row(features, Of(Line("X", 1, "Y", "Z", "W")));
        Assert.All(FraudRates.Names, name => Assert.Equal(0.1f, row[features.Column(name)]));
        Assert.Equal(1, row[features.Column("dearest_price_ratio")]);
    }

    [Fact]
    public void Learn_OtherOrderOfBaskets_GivesTheSameColumns()
    {
        var (baskets, labels) = Market(200);
        var (features, _) = FraudFeatures.Learn(baskets, labels, Small);
        var (turned, _) = FraudFeatures.Learn([.. baskets.Reverse()], [.. labels.Reverse()], Small);
        Assert.Equal(features.Columns, turned.Columns);
        Assert.Equal(Row(features, baskets[3]), Row(turned, baskets[3]));
    }

    [Fact]
    public void Learn_BadInput_NamesTheBasketAndTheRule()
    {
        var (baskets, labels) = Market(200);
        Assert.Throws<ArgumentException>("labels", () => FraudFeatures.Learn(baskets, labels[1..], Small));
        Assert.Throws<TrainingRefusedException>(() => FraudFeatures.Learn(baskets, new byte[200], Small));
        Assert.Throws<ArgumentOutOfRangeException>(() => FraudFeatures.Learn(baskets, labels, Small with { Folds = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FraudFeatures.Learn(baskets, labels, Small with { Smoothing = 0 }));
        Assert.Contains("Basket 5 has no line", Refusal(new Basket(5, [])), StringComparison.Ordinal);
        Assert.Contains("Basket 1: a price must be at least 0", Refusal(Of(Line(cents: -1))), StringComparison.Ordinal);
        Assert.Contains("a quantity at least 1", Refusal(Of(Line(quantity: 0))), StringComparison.Ordinal);

        string Refusal(Basket bad) => Assert.Throws<ArgumentException>(() => FraudFeatures.Learn([bad, .. baskets[1..]], labels, Small)).Message;
    }

    [Fact]
    public void Learn_Cancelled_Stops()
    {
        var (baskets, labels) = Market(200);
        Assert.Throws<OperationCanceledException>(() => FraudFeatures.Learn(baskets, labels, Small, new CancellationToken(canceled: true)));
    }

    private sealed class Close(float tolerance) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) <= tolerance * MathF.Max(1, MathF.Abs(y));

        public int GetHashCode(float obj) => 0;
    }
}
