namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Parts the rows of nodes by their splits, large nodes in pieces by several threads.</summary>
internal sealed unsafe class RowSplitter(BinnedRows binned, NodeRows rows, WorkerTeam team, InstructionSet instructions)
{
    private const int LeastRowsToShare = 1 << 13;

    /// <summary>Sets each node's <see cref="GrowingNode.LeftCells"/> and <see cref="GrowingNode.LeftCount"/>.</summary>
    public void Split(IReadOnlyList<GrowingNode> nodes)
    {
        var total = nodes.Sum(node => (long)node.Count);
        var share = team.Threads == 1 ? int.MaxValue : Math.Max(LeastRowsToShare, total / (2 * team.Threads));
        var pieces = new List<(GrowingNode Node, int Begin, int Count)>();
        foreach (var node in nodes)
        {
            node.LeftCells = LeftCellsOf(node.Split);
            var count = node.Count > share ? team.Threads : 1;
            for (var piece = 0; piece < count; piece++)
            {
                var begin = (int)((long)node.Count * piece / count);
                pieces.Add((node, node.Begin + begin, (int)((long)node.Count * (piece + 1) / count) - begin));
            }
        }
        var parted = new PartedPiece[pieces.Count];
        team.Run(pieces.Count, i =>
        {
            var (node, begin, count) = pieces[i];
            var lane = binned.Layout.Columns[node.Split.Column].Lane;
            parted[i] = new PartedPiece(begin, count, rows.Part(begin, count, binned.Lane(lane), node.LeftCells, instructions));
            if (count == node.Count) rows.Join(parted.AsSpan(i, 1));
        });
        for (int first = 0, end; first < pieces.Count; first = end)
        {
            end = first + 1;
            while (end < pieces.Count && ReferenceEquals(pieces[end].Node, pieces[first].Node)) end++;
            if (end > first + 1) rows.Join(parted.AsSpan(first, end - first));
            pieces[first].Node.LeftCount = parted[first..end].Sum(piece => piece.Left);
        }
    }

    /// <summary>The bytes of the column's lane that a split sends left.</summary>
    private LeftCells LeftCellsOf(in SplitCandidate split)
    {
        var column = binned.Layout.Columns[split.Column];
        var states = binned.Layout.Lanes[column.Lane].States;
        var left = default(LeftCells);
        for (var cell = 0; cell < states; cell++)
        {
            var state = column.StateOf(cell);
            var goesLeft = state == column.Bins ? split.MissingLeft
                : split.RightCategories is null ? state <= split.LastLeftBin
                : Array.BinarySearch(split.RightCategories, state) < 0;
            if (goesLeft) left.Add(cell);
        }
        return left;
    }
}
