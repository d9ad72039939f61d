using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>
/// How the label's log-odds rise with the predicted ones (Cox, "Two further applications of a model for binary regression", 1958).
/// 1 is perfect; below 1 high probabilities are too high and low ones too low.
/// </summary>
internal static class CalibrationSlope
{
    private const double Edge = 1e-9;

    /// <returns>Null where all rows have one probability.</returns>
    public static double? Of(byte[] labels, double[] probabilities)
    {
        var logits = Array.ConvertAll(probabilities, p => (float)Math.Log(Math.Clamp(p, Edge, 1 - Edge) / (1 - Math.Clamp(p, Edge, 1 - Edge))));
        if (Array.TrueForAll(logits, l => l.Equals(logits[0])))
            return null;
        var regression = LogisticRegressionTrainer.Fit(
            new FeatureMatrix([FeatureColumn.Numeric("logit")], logits), labels, new LogisticRegressionOptions { RegLambda = 0, MinClassRows = 1 });
        return regression.Terms[0].CoefficientPerUnit;
    }
}
