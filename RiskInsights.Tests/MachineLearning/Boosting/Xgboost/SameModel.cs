using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

internal static class SameModel
{
    /// <summary>Every number of every node is the same, bit for bit.</summary>
    public static void Require(GradientBoostingModel expected, GradientBoostingModel actual)
    {
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(expected.BaseScore, actual.BaseScore);
        Assert.Equal(expected.Trees.Count, actual.Trees.Count);
        foreach (var (one, other) in expected.Trees.Zip(actual.Trees))
        {
            Assert.Equal(one.Nodes.Count, other.Nodes.Count);
            foreach (var (node, same) in one.Nodes.Zip(other.Nodes))
            {
                Assert.Equal(node.RightCategories, same.RightCategories);
                Assert.Equal(node with { RightCategories = null }, same with { RightCategories = null });
            }
        }
    }
}
