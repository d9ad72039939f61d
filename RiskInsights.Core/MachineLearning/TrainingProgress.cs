namespace RiskInsights.Core.MachineLearning;

/// <summary>How far a training has come. Reported on the training thread: a receiver must be quick and must not throw.</summary>
/// <param name="Completed">Iterations or trees done.</param>
/// <param name="Total">The most that can be needed; an iteration that converges stops earlier.</param>
/// <param name="GradientNorm">For iterative solvers, the gradient norm that has to fall below the tolerance; else null.</param>
public readonly record struct TrainingProgress(int Completed, int Total, double? GradientNorm = null)
{
    /// <summary>Share done, 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Completed / Total;
}
