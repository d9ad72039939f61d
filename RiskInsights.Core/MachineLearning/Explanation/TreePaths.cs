using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// A tree laid out for contributions. Every node but the root stands for the edge that leads to it; arrays are over nodes, and a parent
/// stands before its children.
/// </summary>
internal sealed class TreePaths
{
    private readonly TreeNode[] _nodes;

    public TreePaths(BoostedTree tree, int columns)
    {
        _nodes = [.. tree.Nodes];
        Parent = new int[_nodes.Length];
        Feature = new int[_nodes.Length];
        Share = new double[_nodes.Length];
        PathShare = new double[_nodes.Length];
        SameFeature = new int[_nodes.Length];
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
            Parent[node.Left] = Parent[node.Right] = i;
            Feature[node.Left] = Feature[node.Right] = node.Feature;
            reach[node.Left] = reach[i] * Share[node.Left];
            reach[node.Right] = reach[i] * Share[node.Right];
        }
        MostFeatures = LinkFeatures(columns);
    }

    public int Count => _nodes.Length;

    /// <summary>The mean of the leaves, weighted by the share of the training rows (by cover) that fall into them.</summary>
    public double Expected { get; }

    /// <summary>The most distinct features that a path from the root to a leaf splits on.</summary>
    public int MostFeatures { get; }

    public int[] Parent { get; }

    /// <summary>The column that the edge's split asks for.</summary>
    public int[] Feature { get; }

    /// <summary>The share of the parent's training rows that take the edge, in [0, 1].</summary>
    public double[] Share { get; }

    /// <summary>The product of <see cref="Share"/> over all edges of the same feature from the root to here.</summary>
    public double[] PathShare { get; }

    /// <summary>The nearest edge above that asks for the same feature; 0, the root, where there is none.</summary>
    public int[] SameFeature { get; }

    public TreeNode this[int node] => _nodes[node];

    /// <summary>Walks the tree depth-first with the last edge of each feature at hand. Not recursive: a tree may be a chain.</summary>
    private int LinkFeatures(int columns)
    {
        var last = new int[columns];
        int distinct = 0, most = 0;
        var pending = new Stack<(int Node, bool Leave)>();
        pending.Push((0, false));
        while (pending.TryPop(out var step))
        {
            var (i, leave) = step;
            if (leave)
            {
                last[Feature[i]] = SameFeature[i];
                if (SameFeature[i] == 0) distinct--;
                continue;
            }
            if (i > 0)
            {
                SameFeature[i] = last[Feature[i]];
                PathShare[i] = PathShare[SameFeature[i]] * Share[i];
                if (SameFeature[i] == 0) most = Math.Max(most, ++distinct);
                last[Feature[i]] = i;
                pending.Push((i, true));
            }
            if (_nodes[i].IsLeaf) continue;
            pending.Push((_nodes[i].Right, false));
            pending.Push((_nodes[i].Left, false));
        }
        return most;
    }
}
