using System.Diagnostics.CodeAnalysis;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>The nodes that can still be split, in the order of the growth policy.</summary>
internal sealed class OpenNodes(GrowPolicy policy)
{
    private readonly PriorityQueue<GrowingNode, (double LossLeft, int Id)> _byGain = new();
    private List<GrowingNode> _level = [];

    public void Add(GrowingNode node, bool canBeSplit)
    {
        if (!canBeSplit) return;
        if (policy == GrowPolicy.DepthWise) _level.Add(node);
        else _byGain.Enqueue(node, (-node.Split.Gain, node.Id));
    }

    /// <summary>Takes the nodes to split next: a whole level, or the one that gains most; at most <paramref name="most"/>.</summary>
    public bool TryTake(int most, [NotNullWhen(true)] out IReadOnlyList<GrowingNode>? nodes)
    {
        nodes = null;
        if (most <= 0) return false;
        if (policy == GrowPolicy.LossGuided)
        {
            if (_byGain.TryDequeue(out var best, out _)) nodes = [best];
            return nodes is not null;
        }
        if (_level.Count == 0) return false;
        nodes = _level.Count <= most ? _level : _level[..most];
        _level = [];
        return true;
    }
}
