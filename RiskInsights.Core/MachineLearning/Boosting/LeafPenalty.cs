using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The penalised second-order loss of a leaf with gradient sum G and hessian sum H (Chen and Guestrin, "XGBoost", 2016, equations
/// 5 to 7, with an L1 term): G·w + ½·(H + λ)·w² + α·|w| for a leaf of value w.
/// </summary>
internal readonly struct LeafPenalty(BoostingOptions options)
{
    public double Lambda { get; } = options.RegLambda;

    public double Alpha { get; } = options.RegAlpha;

    public double MinChildWeight { get; } = options.MinChildWeight;

    /// <summary>The value that makes the loss least: −T(G)/(H + λ), with T pulling G towards 0 by α.</summary>
    public double Value(double gradient, double hessian)
    {
        var pulled = Math.Max(Math.Abs(gradient) - Alpha, 0);
        return hessian <= 0 || pulled == 0 ? 0 : -Math.CopySign(pulled, gradient) / (hessian + Lambda);
    }

    /// <summary>By twice how much the best value lowers the loss beside the value 0: T(G)²/(H + λ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Score(double gradient, double hessian)
    {
        var pulled = Math.Max(Math.Abs(gradient) - Alpha, 0);
        return hessian <= 0 ? 0 : pulled * pulled / (hessian + Lambda);
    }

    /// <summary>As <see cref="Score"/>, for a given value.</summary>
    public double ScoreOf(double value, double gradient, double hessian) =>
        hessian <= 0 ? 0 : -((2 * gradient * value) + ((hessian + Lambda) * value * value) + (2 * Alpha * Math.Abs(value)));
}
