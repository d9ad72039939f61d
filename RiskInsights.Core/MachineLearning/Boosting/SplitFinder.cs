namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Finds the best split of a node in one column's histogram. Safe to share between threads.</summary>
internal sealed unsafe class SplitFinder
{
    private readonly LeafPenalty _penalty;
    private readonly int _mostOneHot;
    private readonly int[] _directions;
    private readonly bool _bounded;
    private readonly InstructionSet _instructions;

    /// <param name="directions">The monotone direction of each column: −1, 0 or +1.</param>
    public SplitFinder(BoostingOptions options, int[] directions, InstructionSet instructions)
    {
        _penalty = new LeafPenalty(options);
        _mostOneHot = options.MaxCatToOneHot;
        _directions = directions;
        _bounded = Array.Exists(directions, direction => direction != 0);
        _instructions = instructions;
    }

    /// <param name="column">The column.</param>
    /// <param name="cells">The packed sum of each of the column's states.</param>
    /// <param name="node">The node.</param>
    public SplitCandidate Best(ColumnBins column, long* cells, in NodeSums node)
    {
        var missing = column.HasMissing ? cells[column.Bins] : 0;
        var score = _bounded ? _penalty.ScoreOf(node.Value(_penalty), node.Gradient, node.Hessian) : _penalty.Score(node.Gradient, node.Hessian);
        var search = new SplitSearch(_penalty, node, missing, score, _bounded, _directions[column.Column]);
        if (column.IsCategorical) return CategoricalSplits.Best(column, cells, search, oneHot: column.Bins <= _mostOneHot);
        return _bounded || _instructions == InstructionSet.Scalar
            ? NumericSplits.Best(column, cells, search)
            : NumericSplits.BestByVectors(column, cells, search);
    }
}

/// <summary>One node and one column, and what a split of them gains.</summary>
/// <param name="Penalty">Of leaf values.</param>
/// <param name="Node">The node.</param>
/// <param name="Missing">Packed sum of the node's rows that have no value.</param>
/// <param name="Score">Of the node unsplit.</param>
/// <param name="Bounded">Whether leaf values have bounds, so that scores depend on them.</param>
/// <param name="Direction">Of the column.</param>
internal readonly record struct SplitSearch(LeafPenalty Penalty, NodeSums Node, long Missing, double Score, bool Bounded, int Direction)
{
    /// <summary>The gain of a split, −∞ for one that is not allowed.</summary>
    /// <param name="left">Packed sum of the rows that go left.</param>
    public double Gain(long left)
    {
        NodeSums leftChild = Node.Child(left), rightChild = Node.Child(Node.Sum - left);
        double leftHessian = leftChild.Hessian, rightHessian = rightChild.Hessian;
        if (!(leftHessian > 0 && rightHessian > 0 && leftHessian >= Penalty.MinChildWeight && rightHessian >= Penalty.MinChildWeight))
            return double.NegativeInfinity;
        if (!Bounded) return Penalty.Score(leftChild.Gradient, leftHessian) + Penalty.Score(rightChild.Gradient, rightHessian) - Score;
        double leftValue = leftChild.Value(Penalty), rightValue = rightChild.Value(Penalty);
        if ((Direction > 0 && leftValue > rightValue) || (Direction < 0 && leftValue < rightValue)) return double.NegativeInfinity;
        return Penalty.ScoreOf(leftValue, leftChild.Gradient, leftHessian) + Penalty.ScoreOf(rightValue, rightChild.Gradient, rightHessian) - Score;
    }
}
