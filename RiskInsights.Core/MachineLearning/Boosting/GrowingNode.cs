namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>A node of a tree that is being grown, and the stretch of <see cref="NodeRows"/> that holds its rows.</summary>
internal sealed class GrowingNode(int id, int depth, int begin, int count, NodeSums sums)
{
    /// <summary>Index of its <see cref="TreeNode"/>.</summary>
    public int Id { get; } = id;

    public int Depth { get; } = depth;

    public int Begin { get; } = begin;

    public int Count { get; } = count;

    public NodeSums Sums { get; } = sums;

    /// <summary>The best split found.</summary>
    public SplitCandidate Split { get; set; } = SplitCandidate.None;

    /// <summary>Kept while a split is being looked for and, as long as memory allows, until the node is split.</summary>
    public Histogram? Histogram { get; set; }

    /// <summary>The columns that the node may be split on; null for all.</summary>
    public bool[]? Columns { get; set; }

    /// <summary>How many of its rows its split sends left, once they are parted.</summary>
    public int LeftCount { get; set; }

    /// <summary>The bytes of the split's lane that go left.</summary>
    public LeftCells LeftCells { get; set; }

    public GrowingNode? Left { get; set; }

    public GrowingNode? Right { get; set; }
}
