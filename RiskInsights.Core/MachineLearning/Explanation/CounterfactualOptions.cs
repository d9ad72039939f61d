namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>The settings of <see cref="CounterfactualSearch"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record CounterfactualOptions
{
    /// <summary>Most features that a suggestion changes. Default 3; range 1–3.</summary>
    public int MostChanges { get; init; } = 3;

    /// <summary>Most suggestions. Default 3; range 1–20.</summary>
    public int MostSuggestions { get; init; } = 3;

    /// <summary>
    /// What each changed feature adds to the distance, beside the size of its change. Default 0.5, half a standard deviation; range 0–100.
    /// Higher prefers one large change to several small ones.
    /// </summary>
    public double PriceOfChange { get; init; } = 0.5;

    /// <summary>
    /// Most calls of the scorer, which bounds the time. Default 20,000, a tenth of a second for 400 trees of depth 4; range
    /// 100–10,000,000. More find nearer suggestions where features work together.
    /// </summary>
    public int MostCalls { get; init; } = 20_000;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(MostChanges, 1, 3);
        Options.Between(MostSuggestions, 1, 20);
        Options.Between(PriceOfChange, 0, 100);
        Options.Between(MostCalls, 100, 10_000_000);
    }
}
