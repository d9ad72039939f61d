using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.Insights.Fraud;

/// <summary>What the fraud model looks at and how it learns. Immutable; change one with <c>with</c>.</summary>
public sealed record FraudOptions
{
    /// <summary>Items that get a column with what is spent on them, the most frequent ones. Default 40; range 0–1,000.</summary>
    public int Items { get; init; } = 40;

    /// <summary>Words of the models that get a column, the most frequent ones. Default 150; range 0–5,000.</summary>
    public int Words { get; init; } = 150;

    /// <summary>Baskets that the overall rate counts for in every fraud rate. Default 20; range (0, 1e6]. Higher trusts rare goods less.</summary>
    public double Smoothing { get; init; } = 20;

    /// <summary>
    /// Parts of the training baskets; each takes its fraud rates from the others, or the model would read its own labels there. Default
    /// 5; range 2–50.
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the parts. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Settings of the trees.</summary>
    public BoostingOptions Boosting { get; init; } = new()
    {
        Trees = 300,
        MaxDepth = 4,
        LearningRate = 0.05,
        Subsample = 0.7,
        ColsampleByTree = 0.2,
        MinChildWeight = 2,
        AllowConstantColumns = true,
    };

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        MachineLearning.Options.Between(Items, 0, 1_000);
        MachineLearning.Options.Between(Words, 0, 5_000);
        MachineLearning.Options.Positive(Smoothing);
        MachineLearning.Options.Between(Smoothing, 0, 1e6);
        MachineLearning.Options.Between(Folds, 2, 50);
        Boosting.Validate();
    }
}
