using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.MachineLearning.Splits;

namespace RiskInsights.Tests.MachineLearning.Linear;

public sealed class LogisticRegressionRealDataTests
{
    /// <summary>
    /// What scikit-learn's logistic regression reaches on these sets (five-fold, standardised, one-hot). Folds differ, and a
    /// fold's AUC has a standard deviation of .012 to .022, so their mean may move by about .01.
    /// </summary>
    [RealDataTheory]
    [InlineData("german", "Target", .786, "Index")]
    [InlineData("hmeq", "Default", .906)]
    [InlineData("bank_churn", "Exited", .766, "RowNumber", "CustomerId", "Surname")]
    public void Fit_CreditSet_ReachesPublishedAuc(string set, string label, double published, params string[] without)
    {
        var (features, labels) = TestData.CreditSet(set, label, without);
        var auc = StratifiedFolds.Of(labels, 5, seed: 1).Average(split =>
        {
            var model = LogisticRegressionTrainer.Fit(features.SelectRows(split.Train), Array.ConvertAll(split.Train, row => labels[row]));
            Assert.True(model.Summary.Converged);
            return RocAuc.Of(Array.ConvertAll(split.Test, row => labels[row]), model.Probabilities(features.SelectRows(split.Test)));
        });
        Assert.InRange(auc, published - .01, published + .015);
    }
}
