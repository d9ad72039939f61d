using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// A tree laid out for contributions. Every node but the root stands for the edge that leads to it; arrays are over nodes.
/// </summary>
internal sealed class TreePaths
{
    private readonly TreeNode[] _nodes;

    public TreePaths(BoostedTree tree, int columns)
    {
        _nodes = [.. tree.Nodes];
        LeafValue = Array.ConvertAll(_nodes, node => node.IsLeaf ? (double)node.Value : 0);
        Share = new double[_nodes.Length];
        PathShare = new double[_nodes.Length];
        Above = new int[_nodes.Length];
        Share[0] = PathShare[0] = 1;
        var reach = new double[_nodes.Length];
        reach[0] = 1;
        for (var i = 0; i < _nodes.Length; i++)
        {
            var node = _nodes[i];
            if (node.IsLeaf)
            {
                Expected += reach[i] * node.Value;
                continue;
            }
            double left = _nodes[node.Left].Cover, right = _nodes[node.Right].Cover;
            Share[node.Left] = left + right > 0 ? left / (left + right) : 0.5;
            Share[node.Right] = left + right > 0 ? right / (left + right) : 0.5;
            reach[node.Left] = reach[i] * Share[node.Left];
            reach[node.Right] = reach[i] * Share[node.Right];
        }
        MostFeatures = LinkFeatures(columns);
        Splits = [.. Enumerable.Range(0, _nodes.Length).Where(i => !_nodes[i].IsLeaf).Select(i => new TreeSplit(i, _nodes[i], Above[_nodes[i].Left]))];
    }

    public int Count => _nodes.Length;

    /// <summary>The mean of the leaves, weighted by the share of the training rows (by cover) that fall into them.</summary>
    public double Expected { get; }

    /// <summary>The most distinct features that a path from the root to a leaf splits on.</summary>
    public int MostFeatures { get; }

    /// <summary>The splits; a parent stands before its children.</summary>
    public TreeSplit[] Splits { get; }

    /// <summary>What a leaf adds to the log-odds; 0 for a split.</summary>
    public double[] LeafValue { get; }

    /// <summary>The share of the parent's training rows that take the edge, in [0, 1].</summary>
    public double[] Share { get; }

    /// <summary>The product of <see cref="Share"/> over all edges of the same feature from the root to here.</summary>
    public double[] PathShare { get; }

    /// <summary>The nearest edge above that asks for the same feature; 0, the root, where there is none.</summary>
    public int[] Above { get; }

    /// <summary>Walks the tree depth-first with the last edge of each feature at hand. Not recursive: a tree may be a chain.</summary>
    private int LinkFeatures(int columns)
    {
        var last = new int[columns];
        int distinct = 0, most = 0;
        var pending = new Stack<(int Node, int Feature, bool Leave)>();
        pending.Push((0, -1, false));
        while (pending.TryPop(out var step))
        {
            var (i, feature, leave) = step;
            if (leave)
            {
                last[feature] = Above[i];
                if (Above[i] == 0) distinct--;
                continue;
            }
            if (i > 0)
            {
                Above[i] = last[feature];
                PathShare[i] = PathShare[Above[i]] * Share[i];
                if (Above[i] == 0) most = Math.Max(most, ++distinct);
                last[feature] = i;
                pending.Push((i, feature, true));
            }
            if (_nodes[i].IsLeaf) continue;
            pending.Push((_nodes[i].Right, _nodes[i].Feature, false));
            pending.Push((_nodes[i].Left, _nodes[i].Feature, false));
        }
        return most;
    }
}

/// <summary>A split, flat.</summary>
internal readonly struct TreeSplit(int index, TreeNode node, int above)
{
    private readonly TreeNode? _categorical = node.RightCategories is null ? null : node;
    private readonly float _threshold = node.Threshold;
    private readonly bool _missingLeft = node.MissingLeft;

    public readonly int Node = index, Left = node.Left, Right = node.Right, Feature = node.Feature;

    /// <summary>The nearest edge above that asks for the same feature; 0 where there is none.</summary>
    public readonly int Above = above;

    public bool GoesLeft(float value) =>
        _categorical is not null ? _categorical.GoesLeft(value)
        : float.IsNaN(value) ? _missingLeft
        : value < _threshold;
}
