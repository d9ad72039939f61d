using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

namespace RiskInsights.Tests.MachineLearning.Explanation;

/// <summary>Equality with XGBoost's get_score is tested beside the files of XGBoost.</summary>
public sealed class SplitImportanceTests
{
    [Fact]
    public void Of_SmallModel_CountsItsSplits()
    {
        var importance = SplitImportance.Of(SmallModel.Create());
        Assert.Equal(new SplitImportance("income", 2, 5.75, 16), importance[0]);
        Assert.Equal((2.875, 8.0), (importance[0].Gain, importance[0].Cover));
        Assert.Equal(new SplitImportance("région, \"old\"", 1, 3, 6), importance[1]);
        Assert.Equal(new SplitImportance("age", 1, 1.5, 8), importance[2]);
    }

    [Fact]
    public void Of_UnusedColumn_IsZeroNotUndefined() => Assert.Equal((0.0, 0.0), (new SplitImportance("x", 0, 0, 0).Gain, new SplitImportance("x", 0, 0, 0).Cover));
}
