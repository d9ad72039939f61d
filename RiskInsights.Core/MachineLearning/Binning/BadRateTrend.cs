namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>How the bad rate may move from bin to bin as a number rises. (Categories have no order, hence no trend.)</summary>
public enum BadRateTrend
{
    /// <summary>It only rises or only falls, whichever carries more information.</summary>
    Monotone,

    /// <summary>
    /// As <see cref="Monotone"/>, unless one peak or one valley explains the labels significantly better (deviance lower
    /// by more than 10.83, which chance exceeds once in a thousand).
    /// </summary>
    MonotoneOrOneTurn,

    /// <summary>It only rises.</summary>
    Ascending,

    /// <summary>It only falls.</summary>
    Descending,

    /// <summary>It rises to a bin and falls after it, or only does one of both.</summary>
    Peak,

    /// <summary>It falls to a bin and rises after it, or only does one of both.</summary>
    Valley,

    /// <summary>It moves as it will.</summary>
    Free,
}
