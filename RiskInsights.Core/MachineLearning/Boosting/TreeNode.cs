namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>One node of a <see cref="BoostedTree"/>: a split, or a leaf.</summary>
/// <param name="Left">Index of the left child; −1 for a leaf.</param>
/// <param name="Right">Index of the right child; −1 for a leaf.</param>
/// <param name="Feature">Column that is split on; −1 for a leaf.</param>
/// <param name="Threshold">A numeric value below it goes left, any other right. NaN for a leaf and for a categorical split.</param>
/// <param name="MissingLeft">Where a missing value goes.</param>
/// <param name="Value">What the node adds to the log-odds if it is a leaf (learning rate included); for a split, what it would have added.</param>
/// <param name="Gain">For a split, by how much it lowered the penalised loss; 0 for a leaf.</param>
/// <param name="Cover">Sum of the hessians of the training rows in the node.</param>
/// <param name="RightCategories">For a categorical split, the codes that go right, ascending; every other code goes left. Else null.</param>
public sealed record TreeNode(
    int Left, int Right, int Feature, float Threshold, bool MissingLeft, float Value, float Gain, float Cover, IReadOnlyList<int>? RightCategories = null)
{
    public bool IsLeaf => Left < 0;

    /// <summary>Whether a row with this value of <see cref="Feature"/> goes to the left child.</summary>
    public bool GoesLeft(float value) =>
        float.IsNaN(value) ? MissingLeft
        : RightCategories is null ? value < Threshold
        : !RightCategories.Contains((int)value);
}
