namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Grows trees, one after another, on the gradients in <see cref="NodeRows"/>.</summary>
internal sealed unsafe class TreeGrower : IDisposable
{
    private readonly BinnedRows _binned;
    private readonly NodeRows _rows;
    private readonly BoostingOptions _options;
    private readonly int[] _directions;
    private readonly LeafPenalty _penalty;
    private readonly NodeHistograms _histograms;
    private readonly ColumnSampler _columns;
    private readonly RowSplitter _splitter;
    private readonly CancellationToken _cancellation;
    private readonly int _mostLeaves;

    /// <param name="directions">The monotone direction of each column.</param>
    public TreeGrower(
        BinnedRows binned, NodeRows rows, BoostingOptions options, int[] directions, WorkerTeam team, TrainingResources resources, CancellationToken cancellation)
    {
        _binned = binned;
        _rows = rows;
        _options = options;
        _directions = directions;
        _penalty = new LeafPenalty(options);
        _histograms = new NodeHistograms(binned, rows, new SplitFinder(options, directions, resources.Instructions), team, resources.HistogramBytes);
        _columns = new ColumnSampler(directions.Length, options);
        _splitter = new RowSplitter(binned, rows, team, resources.Instructions);
        _cancellation = cancellation;
        _mostLeaves = options.MaxLeaves == 0 ? int.MaxValue : options.MaxLeaves;
    }

    /// <summary>Grows a tree on the first <paramref name="count"/> rows of the stretch.</summary>
    public GrownTree Grow(int count, GradientUnits units, RandomStream random)
    {
        _columns.StartTree(ref random);
        _histograms.UsedLanes = UsedLanes(_columns.OfTree());
        var open = new OpenNodes(_options.GrowPolicy);
        var tree = new GrownTree();
        var root = new GrowingNode(0, depth: 0, begin: 0, count, default);
        var sums = new NodeSums(_histograms.Root(root), units, double.NegativeInfinity, double.PositiveInfinity);
        root = new GrowingNode(0, depth: 0, begin: 0, count, sums) { Histogram = root.Histogram, Columns = _columns.OfNode(ref random) };
        tree.Add(root);
        if (MaySplit(root)) _histograms.FindSplits(root);
        open.Add(root, IsWorthIt(root));
        var leaves = 1;
        while (open.TryTake(_mostLeaves - leaves, out var parents))
        {
            _cancellation.ThrowIfCancellationRequested();
            _splitter.Split(parents);
            foreach (var parent in parents)
            {
                AddChildren(tree, parent, ref random);
                leaves++;
            }
            _histograms.OfChildren(parents, MaySplit);
            foreach (var parent in parents)
            {
                open.Add(parent.Left!, IsWorthIt(parent.Left!));
                open.Add(parent.Right!, IsWorthIt(parent.Right!));
            }
        }
        foreach (var node in tree.Nodes) _histograms.Release(node);
        return tree;
    }

    public void Dispose() => _histograms.Dispose();

    /// <summary>The tree with its leaf values, as a model holds it.</summary>
    public BoostedTree Finish(GrownTree tree)
    {
        var nodes = new TreeNode[tree.Nodes.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = tree.Nodes[i];
            var value = LeafValue(node);
            var cover = (float)node.Sums.Hessian;
            nodes[i] = node.Left is null
                ? new TreeNode(-1, -1, -1, float.NaN, MissingLeft: false, value, 0, cover)
                : new TreeNode(node.Left.Id, node.Right!.Id, node.Split.Column, Threshold(node.Split), MissingGoesLeft(node), value, (float)node.Split.Gain, cover, node.Split.RightCategories);
        }
        return new BoostedTree(nodes);
    }

    /// <summary>What the node adds to the log-odds of its rows if it is a leaf.</summary>
    public float LeafValue(GrowingNode node) => (float)(node.Sums.Value(_penalty) * _options.LearningRate);

    /// <summary>A node that saw no missing value sends one where most of its rows go.</summary>
    private static bool MissingGoesLeft(GrowingNode node) =>
        node.Split.LearnedMissing ? node.Split.MissingLeft : node.Left!.Sums.Hessian >= node.Right!.Sums.Hessian;

    private float Threshold(in SplitCandidate split)
    {
        var column = _binned.Layout.Columns[split.Column];
        if (column.IsCategorical) return float.NaN;
        // A split of missing against the rest: every value lies left.
        return split.LastLeftBin < column.Edges.Length ? column.Edges[split.LastLeftBin] : float.MaxValue;
    }

    private bool MaySplit(GrowingNode node) =>
        (_options.MaxDepth == 0 || node.Depth < _options.MaxDepth) && node.Count > 1 && node.Sums.Hessian >= 2 * _options.MinChildWeight;

    private bool IsWorthIt(GrowingNode node) => node.Split.Exists && node.Split.Gain >= _options.MinSplitLoss;

    private void AddChildren(GrownTree tree, GrowingNode parent, ref RandomStream random)
    {
        var (left, right) = Bounds(parent);
        var leftCount = parent.LeftCount;
        parent.Left = new GrowingNode(tree.Nodes.Count, parent.Depth + 1, parent.Begin, leftCount, left) { Columns = _columns.OfNode(ref random) };
        tree.Add(parent.Left);
        parent.Right = new GrowingNode(tree.Nodes.Count, parent.Depth + 1, parent.Begin + leftCount, parent.Count - leftCount, right) { Columns = _columns.OfNode(ref random) };
        tree.Add(parent.Right);
    }

    /// <summary>Sums of the children; after a split on a monotone column their values must stay on their sides of the middle.</summary>
    private (NodeSums Left, NodeSums Right) Bounds(GrowingNode parent)
    {
        var left = parent.Sums.Child(parent.Split.Left);
        var right = parent.Sums.Child(parent.Sums.Sum - parent.Split.Left);
        var direction = _directions[parent.Split.Column];
        if (direction == 0) return (left, right);
        var middle = (left.Value(_penalty) + right.Value(_penalty)) / 2;
        return direction > 0 ? (left with { Most = middle }, right with { Least = middle }) : (left with { Least = middle }, right with { Most = middle });
    }

    private int[]? UsedLanes(bool[]? columns) =>
        columns is null ? null : [.. _binned.Layout.Lanes.Where(lane => Array.Exists(lane.Columns, column => columns[column.Column])).Select(lane => lane.Index)];
}

/// <summary>The nodes of a tree being grown, by their ids.</summary>
internal sealed class GrownTree
{
    private readonly List<GrowingNode> _nodes = [];

    public IReadOnlyList<GrowingNode> Nodes => _nodes;

    public void Add(GrowingNode node) => _nodes.Add(node);
}
