namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Gets the histograms of new nodes and finds their splits. Of two siblings only the one with fewer rows is added up; the other is
/// their parent's less that, and takes its place.
/// </summary>
internal sealed unsafe class NodeHistograms(BinnedRows binned, NodeRows rows, SplitFinder finder, WorkerTeam team, long mostBytes) : IDisposable
{
    private const int LanesInPiece = 8;

    /// <summary>A node of fewer rows is added up by one thread: to merge would cost more.</summary>
    private const int LeastRowsToShare = 1 << 13;

    private readonly HistogramPool _pool = new(binned.Layout.Lanes.Length, mostBytes);
    private readonly Lane[] _lanes = binned.Layout.Lanes;

    /// <summary>The lanes that the tree uses; null for all.</summary>
    public int[]? UsedLanes { get; set; }

    /// <summary>Sum of the root's rows, added up from its histogram.</summary>
    public long Root(GrowingNode root)
    {
        AddUp([new Work(root, null)]);
        long sum = 0;
        var lane = _lanes[UsedLanes is null ? 0 : UsedLanes[0]];
        for (var cell = 0; cell < lane.States; cell++) sum += root.Histogram!.Lane(lane.Index)[cell];
        return sum;
    }

    /// <summary>Finds the best splits of nodes whose histograms stand.</summary>
    public void FindSplits(GrowingNode node) => Finish([new Work(node, null)]);

    /// <summary>Finds the best splits of the children of nodes that were just split.</summary>
    public void OfChildren(IReadOnlyList<GrowingNode> parents, Func<GrowingNode, bool> maySplit)
    {
        var work = new List<Work>();
        foreach (var parent in parents)
        {
            GrowingNode left = parent.Left!, right = parent.Right!;
            bool wantLeft = maySplit(left), wantRight = maySplit(right);
            var (smaller, larger) = left.Count <= right.Count ? (left, right) : (right, left);
            var wantLarger = ReferenceEquals(larger, left) ? wantLeft : wantRight;
            if (wantLarger && parent.Histogram is not null)
            {
                larger.Histogram = parent.Histogram;
                parent.Histogram = null;
                work.Add(new Work(smaller, larger));
            }
            else
            {
                if (wantLeft) work.Add(new Work(left, null));
                if (wantRight) work.Add(new Work(right, null));
            }
            Release(parent);
        }
        if (work.Count == 0) return;
        AddUp(work);
        Finish(work);
        foreach (var (added, derived) in work)
        {
            if (!added.Split.Exists || !maySplit(added) || !_pool.MayHold) Release(added);
            if (derived is not null && (!derived.Split.Exists || !_pool.MayHold)) Release(derived);
        }
    }

    public void Release(GrowingNode node)
    {
        if (node.Histogram is null) return;
        _pool.Return(node.Histogram);
        node.Histogram = null;
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>Adds up the histograms of the nodes to be added, each by one thread or, if large, in parts by all.</summary>
    private void AddUp(List<Work> work)
    {
        var total = work.Sum(item => (long)item.Added.Count);
        var share = team.Threads == 1 ? int.MaxValue : Math.Max(LeastRowsToShare, total / (2 * team.Threads));
        var parts = new List<Part>();
        foreach (var (added, _) in work)
        {
            added.Histogram = _pool.Rent();
            var pieces = added.Count > share ? team.Threads : 1;
            for (var piece = 0; piece < pieces; piece++)
            {
                var begin = (int)((long)added.Count * piece / pieces);
                var end = (int)((long)added.Count * (piece + 1) / pieces);
                parts.Add(new Part(piece == 0 ? added.Histogram : _pool.Rent(), added, added.Begin + begin, end - begin));
            }
        }
        team.Run(parts.Count, i => Add(parts[i]));
        foreach (var part in parts)
        {
            if (ReferenceEquals(part.To, part.Node.Histogram)) continue;
            Merge(part);
            _pool.Return(part.To);
        }
    }

    private void Add(Part part)
    {
        part.To.Clear(binned.Layout);
        if (UsedLanes is null)
            HistogramKernel.Add(part.To.Cells, binned.Row(0), binned.Stride, _lanes.Length, rows.Rows + part.Begin, rows.Gradients + part.Begin, part.Count);
        else
            HistogramKernel.AddSome(part.To.Cells, binned.Row(0), binned.Stride, UsedLanes, rows.Rows + part.Begin, rows.Gradients + part.Begin, part.Count);
    }

    private void Merge(Part part)
    {
        foreach (var lane in _lanes)
            LaneSums.Add(part.Node.Histogram!.Lane(lane.Index), part.To.Lane(lane.Index), lane.States);
    }

    private void Finish(List<Work> work)
    {
        var blocks = (_lanes.Length + LanesInPiece - 1) / LanesInPiece;
        var best = new (SplitCandidate Added, SplitCandidate Derived)[work.Count * blocks];
        team.Run(best.Length, piece =>
        {
            var (added, derived) = work[piece / blocks];
            SplitCandidate bestAdded = SplitCandidate.None, bestDerived = SplitCandidate.None;
            var first = piece % blocks * LanesInPiece;
            foreach (var lane in _lanes.AsSpan(first, Math.Min(LanesInPiece, _lanes.Length - first)))
            {
                var cells = added.Histogram!.Lane(lane.Index);
                if (derived is not null)
                {
                    LaneSums.Subtract(derived.Histogram!.Lane(lane.Index), cells, lane.States);
                    FindInLane(lane, derived, ref bestDerived);
                }
                FindInLane(lane, added, ref bestAdded);
            }
            best[piece] = (bestAdded, bestDerived);
        });
        for (var piece = 0; piece < best.Length; piece++)
        {
            var (added, derived) = work[piece / blocks];
            if (best[piece].Added.Beats(added.Split)) added.Split = best[piece].Added;
            if (derived is not null && best[piece].Derived.Beats(derived.Split)) derived.Split = best[piece].Derived;
        }
    }

    private void FindInLane(Lane lane, GrowingNode node, ref SplitCandidate best)
    {
        var cells = node.Histogram!.Lane(lane.Index);
        if (lane.Columns.Length == 1)
        {
            Find(lane.Columns[0], cells, ref best);
            return;
        }
        var room = stackalloc long[BinLayout.MostStates];
        var sums = stackalloc long[BinLayout.MostStates];
        new Span<long>(cells, lane.States).CopyTo(new Span<long>(room, lane.States));
        var states = lane.States;
        for (var i = lane.Columns.Length - 1; i >= 0; i--)
        {
            states = LaneSums.TakeLast(room, states, lane.Columns[i].States, sums);
            Find(lane.Columns[i], sums, ref best);
        }

        void Find(ColumnBins column, long* sums, ref SplitCandidate best)
        {
            if (node.Columns is { } columns && !columns[column.Column]) return;
            if (column.States < 2) return;
            var candidate = finder.Best(column, sums, node.Sums);
            if (candidate.Beats(best)) best = candidate;
        }
    }

    /// <param name="Added">A node whose histogram is added up from its rows.</param>
    /// <param name="Derived">Its sibling, which holds their parent's histogram; or null.</param>
    private readonly record struct Work(GrowingNode Added, GrowingNode? Derived);

    private readonly record struct Part(Histogram To, GrowingNode Node, int Begin, int Count);
}
