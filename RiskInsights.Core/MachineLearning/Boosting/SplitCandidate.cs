namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>A way to split a node.</summary>
/// <param name="Column">Index in the matrix; −1 for none.</param>
/// <param name="LastLeftBin">Numeric: bins up to this one go left.</param>
/// <param name="RightCategories">Categorical: the codes that go right, ascending. Else null.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="LearnedMissing">Whether the node has missing values in the column.</param>
/// <param name="Gain">By how much the score of both children exceeds the node's.</param>
/// <param name="Left">Packed sum of the rows that go left.</param>
internal readonly record struct SplitCandidate(int Column, int LastLeftBin, int[]? RightCategories, bool MissingLeft, bool LearnedMissing, double Gain, long Left)
{
    /// <summary>XGBoost's least gain.</summary>
    public const double LeastGain = 1e-6;

    public static SplitCandidate None { get; } = new(-1, -1, null, MissingLeft: false, LearnedMissing: false, LeastGain, 0);

    public bool Exists => Column >= 0;

    /// <summary>Whether this one is to be taken: the first column wins where two gain the same.</summary>
    public bool Beats(in SplitCandidate other) => Gain > other.Gain || (Gain == other.Gain && Exists && (!other.Exists || Column < other.Column));
}
