namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// A regression tree on log-odds as XGBoost stores it: node 0 is the root, a child's index is above its parent's. Immutable.
/// </summary>
public sealed class BoostedTree
{
    private readonly TreeNode[] _nodes;

    internal BoostedTree(TreeNode[] nodes) => _nodes = nodes;

    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>The index of the leaf that a row falls into.</summary>
    /// <param name="row">One value for each column of the model; NaN is missing.</param>
    public int Leaf(ReadOnlySpan<float> row)
    {
        var index = 0;
        while (_nodes[index] is { IsLeaf: false } node) index = node.GoesLeft(row[node.Feature]) ? node.Left : node.Right;
        return index;
    }

    /// <summary>What the tree adds to the row's log-odds.</summary>
    /// <inheritdoc cref="Leaf"/>
    public float Value(ReadOnlySpan<float> row) => _nodes[Leaf(row)].Value;
}
