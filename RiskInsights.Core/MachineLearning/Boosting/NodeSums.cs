namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>What the search for a node's split has to know of the node.</summary>
/// <param name="Sum">Packed sum of its rows.</param>
/// <param name="Units">Of the packed sums.</param>
/// <param name="Least">Lower bound of its leaf values, from monotone splits above it.</param>
/// <param name="Most">Upper bound of its leaf values.</param>
internal readonly record struct NodeSums(long Sum, GradientUnits Units, double Least, double Most)
{
    public double Gradient => Units.GradientOf(Sum);

    public double Hessian => Units.HessianOf(Sum);

    public NodeSums Child(long sum) => this with { Sum = sum };

    /// <summary>The best leaf value within the bounds.</summary>
    public double Value(in LeafPenalty penalty) => Math.Min(Math.Max(penalty.Value(Gradient, Hessian), Least), Most);
}
