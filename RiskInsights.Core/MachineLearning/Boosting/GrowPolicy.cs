namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Which leaf of a growing tree is split next.</summary>
public enum GrowPolicy
{
    /// <summary>Level by level (XGBoost's <c>depthwise</c>).</summary>
    DepthWise,

    /// <summary>The leaf whose split gains most (XGBoost's <c>lossguide</c>, LightGBM's leaf-wise).</summary>
    LossGuided,
}
