namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>The settings of <see cref="OptimalBinning"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record BinningOptions
{
    /// <summary>
    /// How the bad rate of a numeric column may move. Default <see cref="BadRateTrend.MonotoneOrOneTurn"/>. A strictly monotone
    /// card is easier to defend and loses what a hump (such as age) tells.
    /// </summary>
    public BadRateTrend Trend { get; init; } = BadRateTrend.MonotoneOrOneTurn;

    /// <summary>The most bins of a column, missing values apart. Default 10; range 2–50.</summary>
    public int MaxBins { get; init; } = 10;

    /// <summary>
    /// Share of all rows that each bin needs, missing values apart. Default 0.02; range 0–0.5. Higher gives fewer, steadier bins.
    /// (A column with fewer values altogether is one bin.)
    /// </summary>
    public double MinBinShare { get; init; } = 0.02;

    /// <summary>
    /// The bad rates of neighbouring bins must differ with at most this two-sided p-value (pooled two-proportion z test).
    /// Default 0.2; range 1e-12–1, where 1 asks for nothing. Lower gives fewer bins.
    /// </summary>
    public double MaxPValue { get; init; } = 0.2;

    /// <summary>
    /// Rows of the population's bad rate that are added to each bin before its weight of evidence is taken, so that an
    /// empty cell has a finite one and a small bin a modest one. Default 5; range 0.01–1e6.
    /// </summary>
    public double Smoothing { get; init; } = 5;

    /// <summary>
    /// Rows with a missing value that a weight of evidence of their own needs. Default 20; range ≥ 1. With fewer, a missing
    /// value says nothing: its weight of evidence is 0.
    /// </summary>
    public int MinMissingRows { get; init; } = 20;

    /// <summary>
    /// Fine bins, of about as many rows each, of which the bins are made. Default 64; range 2–200. The search's time
    /// grows with its cube (about 2 ms a column at 64).
    /// </summary>
    public int MaxFineBins { get; init; } = 64;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Trend)) throw new ArgumentOutOfRangeException(nameof(Trend), Trend, "Trend must be one of the named trends.");
        Options.Between(MaxBins, 2, 50);
        Options.Between(MinBinShare, 0, 0.5);
        Options.Between(MaxPValue, 1e-12, 1);
        Options.Between(Smoothing, 0.01, 1e6);
        Options.Between(MinMissingRows, 1, int.MaxValue);
        Options.Between(MaxFineBins, 2, 200);
    }
}
