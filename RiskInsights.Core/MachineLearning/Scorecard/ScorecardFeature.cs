using RiskInsights.Core.MachineLearning.Binning;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>Why a column is not in the card.</summary>
public enum ScorecardExclusion
{
    /// <summary>Its information value is below the floor.</summary>
    LowInformationValue,

    /// <summary>
    /// Beside the other columns, its coefficient had the wrong sign: the card would have given points for what, alone, is a
    /// sign of risk. What it says, others say better.
    /// </summary>
    WrongSign,
}

/// <summary>The points of one bin.</summary>
/// <param name="Bin">What is in it and what training saw.</param>
/// <param name="ExactPoints">Points as computed.</param>
public sealed record ScorecardBin(Bin Bin, double ExactPoints)
{
    /// <summary>Points on the card: the exact ones rounded to the nearest whole number, halves away from 0.</summary>
    public int Points => ScorecardFeature.Rounded(ExactPoints);
}

/// <summary>One column of the training data: its bins, and what the card does with it.</summary>
public sealed class ScorecardFeature
{
    internal ScorecardFeature(BinnedColumn binning, ScorecardExclusion? exclusion, double coefficient, double? standardError)
    {
        Binning = binning;
        Exclusion = exclusion;
        Coefficient = exclusion is null ? coefficient : 0;
        StandardError = exclusion is null ? standardError : null;
        Bins = [];
    }

    private ScorecardFeature(ScorecardFeature feature, double factor, double share)
        : this(feature.Binning, feature.Exclusion, feature.Coefficient, feature.StandardError)
    {
        NeutralPoints = share;
        Bins = [.. Binning.Bins.Select(bin => new ScorecardBin(bin, share + (factor * Coefficient * bin.Woe)))];
    }

    public string Name => Binning.Column.Name;

    /// <summary>The column cut into bins, with counts, bad rates, weights of evidence and information value.</summary>
    public BinnedColumn Binning { get; }

    /// <summary>Why the column is not in the card; null where it is.</summary>
    public ScorecardExclusion? Exclusion { get; }

    /// <summary>Change of ln(goods per bad) for one unit of weight of evidence: above 0 in the card (1 if no other column said the same), 0 outside.</summary>
    public double Coefficient { get; }

    /// <summary>Standard error of <see cref="Coefficient"/>; null outside the card.</summary>
    public double? StandardError { get; }

    /// <summary>Two-sided p-value of Wald's test that the coefficient is 0, in [0, 1]; null outside the card.</summary>
    public double? PValue => StandardError is { } error ? NormalDistribution.TwoSidedPValue(Coefficient / error) : null;

    /// <summary>The points of each of the bins of <see cref="Binning"/>; empty outside the card.</summary>
    public IReadOnlyList<ScorecardBin> Bins { get; }

    /// <summary>Exact points of a client of whom the column says nothing: weight of evidence 0, the odds of the population.</summary>
    public double NeutralPoints { get; }

    internal static int Rounded(double points) => (int)Math.Round(points, MidpointRounding.AwayFromZero);

    /// <summary>The feature with its bins' points.</summary>
    internal ScorecardFeature WithPoints(double factor, double share) => Exclusion is null ? new(this, factor, share) : this;
}
