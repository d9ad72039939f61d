using System.Globalization;

namespace RiskInsights.Benchmarks.Accuracy;

/// <summary>One model of one bank on its out-of-time test.</summary>
/// <param name="Best">AUC of the hidden hazard on the same rows.</param>
/// <param name="CalibrationError">Expected, 10 bins, 0 to 1.</param>
internal sealed record MeasuredModel(
    int Seed, string Recipe, string Algorithm, bool IsChampion, int Rows, int Positives, double Best, double Auc, double CalibrationError)
{
    /// <summary>What is missing to the best possible; below 0 where chance was kinder to the model.</summary>
    public double Gap => Best - Auc;

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Seed} | {Recipe} | {Rows:N0} | {Positives} | {Best:F4} | {Algorithm} | {Auc:F4} | {Gap:F4} | {CalibrationError:F4} |");
}
