using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

/// <summary>A model small enough to reckon with by hand.</summary>
internal static class SmallModel
{
    public static readonly FeatureColumn[] Columns =
    [
        FeatureColumn.Numeric("income"),
        FeatureColumn.Categorical("région, \"old\"", "north", "south, west", "Québec 100 %", ""),
        FeatureColumn.Numeric("age"),
    ];

    /// <summary>
    /// Tree 0: income below 10 → 0.5 (also missing); else region north or Québec → −1, any other (also missing) → 2.
    /// Tree 1: age below 30 → 0.25; else (also missing) income below 20 → −0.125 (also missing), else 1.
    /// </summary>
    public static GradientBoostingModel Create() => new(Columns, 0.2f,
    [
        new BoostedTree(
        [
            new(1, 2, 0, 10, true, 0.1f, 5, 10),
            new(-1, -1, -1, float.NaN, false, 0.5f, 0, 4),
            new(3, 4, 1, float.NaN, true, 0.2f, 3, 6, [0, 2]),
            new(-1, -1, -1, float.NaN, false, 2, 0, 2),
            new(-1, -1, -1, float.NaN, false, -1, 0, 4),
        ]),
        new BoostedTree(
        [
            new(1, 2, 2, 30, false, 0, 1.5f, 8),
            new(-1, -1, -1, float.NaN, false, 0.25f, 0, 2),
            new(3, 4, 0, 20, true, 0, 0.75f, 6),
            new(-1, -1, -1, float.NaN, false, -0.125f, 0, 3),
            new(-1, -1, -1, float.NaN, false, 1, 0, 3),
        ]),
    ]);
}
