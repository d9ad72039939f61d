namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>One training: the trees so far, and the rows' log-odds after them.</summary>
internal sealed unsafe class BoostingRun : IDisposable
{
    private readonly BinnedRows _binned;
    private readonly BoostingOptions _options;
    private readonly WorkerTeam _team;
    private readonly NativeBuffer<float> _logits;
    private readonly NodeRows _rows;
    private readonly Gradients _gradients;
    private readonly TreeGrower _grower;
    private readonly List<BoostedTree> _trees = [];

    /// <param name="binned">The training rows. Not disposed here.</param>
    /// <param name="directions">The monotone direction of each column.</param>
    public BoostingRun(
        BinnedRows binned, byte[] labels, float baseScore, BoostingOptions options, int[] directions, WorkerTeam team, TrainingResources resources, CancellationToken cancellation)
    {
        _binned = binned;
        _options = options;
        _team = team;
        _logits = new NativeBuffer<float>(binned.Rows);
        _logits.Span.Fill(GradientBoostingModel.LogitOf(baseScore));
        _rows = new NodeRows(binned.Rows);
        _gradients = new Gradients(labels, (float)options.ScalePosWeight, team, resources.Instructions);
        _grower = new TreeGrower(binned, _rows, options, directions, team, resources, cancellation);
    }

    public IReadOnlyList<BoostedTree> Trees => _trees;

    /// <summary>Grows one more tree and adds it to the log-odds.</summary>
    public BoostedTree AddTree()
    {
        var random = new RandomStream(_options.Seed, _trees.Count);
        var count = RowSampler.Choose(_rows.Rows, _rows.Count, _options.Subsample, ref random);
        var units = _gradients.Write(_logits.Pointer, _rows.Gradients);
        if (count < _rows.Count)
        {
            // The chosen rows ascend, so each gradient moves to a place that is already read.
            for (var i = 0; i < count; i++) _rows.Gradients[i] = _rows.Gradients[_rows.Rows[i]];
        }
        var grown = _grower.Grow(count, units, random);
        AddToLogits(grown, count);
        var tree = _grower.Finish(grown);
        _trees.Add(tree);
        return tree;
    }

    /// <summary>Weighted mean log loss of the training rows after the trees so far.</summary>
    public double MeanLoss() => _gradients.MeanLoss(_logits.Pointer);

    public void Dispose()
    {
        _grower.Dispose();
        _rows.Dispose();
        _logits.Dispose();
    }

    private void AddToLogits(GrownTree grown, int count)
    {
        var leaves = grown.Nodes.Where(node => node.Left is null).ToArray();
        _team.Run(leaves.Length, i =>
        {
            var value = _grower.LeafValue(leaves[i]);
            var end = leaves[i].Begin + leaves[i].Count;
            for (var place = leaves[i].Begin; place < end; place++) _logits.Pointer[_rows.Rows[place]] += value;
        });
        const int RowsInPiece = 1 << 14;
        var left = _rows.Count - count;
        _team.Run((left + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var end = Math.Min(_rows.Count, count + ((piece + 1) * RowsInPiece));
            for (var place = count + (piece * RowsInPiece); place < end; place++)
            {
                var row = _rows.Rows[place];
                _logits.Pointer[row] += _grower.LeafValue(LeafOf(grown, row));
            }
        });
    }

    /// <summary>The leaf of a row that the tree was not grown on.</summary>
    private GrowingNode LeafOf(GrownTree grown, int row)
    {
        var node = grown.Nodes[0];
        while (node.Left is not null)
        {
            var lane = _binned.Layout.Columns[node.Split.Column].Lane;
            node = node.LeftCells.Contains(_binned[row, lane]) ? node.Left : node.Right!;
        }
        return node;
    }
}
