using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>What a term of the regression measures of its column.</summary>
public enum LogisticRegressionTermKind
{
    /// <summary>The number itself, (value − mean) / scale; a missing value counts as the mean.</summary>
    Value,

    /// <summary>1 where the column's value is missing, else 0. Present only if the training column had missing values.</summary>
    Missing,

    /// <summary>1 where the column holds the term's category, else 0.</summary>
    Category,
}

/// <summary>One coefficient of a <see cref="LogisticRegressionModel"/>.</summary>
/// <param name="Column">Name of the input column.</param>
/// <param name="Kind">What of the column the term measures.</param>
/// <param name="Category">The category, for <see cref="LogisticRegressionTermKind.Category"/>; else null.</param>
/// <param name="Mean">Mean of the term over the training rows, in the column's unit (a share for 0/1 terms).</param>
/// <param name="Scale">Standard deviation over the training rows (missing ones at the mean) for values; 1 for 0/1 terms and where columns are not standardised.</param>
/// <param name="Coefficient">Change of the log-odds for one <paramref name="Scale"/> more. Positive raises the probability of label 1.</param>
/// <param name="StandardError">
/// Standard error of <paramref name="Coefficient"/>: root of the diagonal of the inverse of the penalised Hessian at
/// the optimum. Null for a term that is constant in training, and with an L1 penalty. With class weights or a strong penalty it only orders.
/// </param>
public sealed record LogisticRegressionTerm(
    string Column,
    LogisticRegressionTermKind Kind,
    string? Category,
    double Mean,
    double Scale,
    double Coefficient,
    double? StandardError)
{
    /// <summary>"age", "age (missing)" or "segment = retail".</summary>
    [JsonIgnore]
    public string Name => Kind switch
    {
        LogisticRegressionTermKind.Missing => $"{Column} (missing)",
        LogisticRegressionTermKind.Category => $"{Column} = {Category}",
        _ => Column,
    };

    /// <summary>Change of the log-odds for one unit more of the column.</summary>
    [JsonIgnore]
    public double CoefficientPerUnit => Coefficient / Scale;

    /// <summary>Factor on the odds for one <see cref="Scale"/> more; 1 is no effect.</summary>
    [JsonIgnore]
    public double OddsRatio => Math.Exp(Coefficient);

    /// <summary>
    /// Two-sided p-value of Wald's test that the coefficient is 0: in [0, 1], small speaks against 0. Null where
    /// <see cref="StandardError"/> is.
    /// </summary>
    [JsonIgnore]
    public double? PValue => StandardError is { } error ? NormalDistribution.TwoSidedPValue(Coefficient / error) : null;
}
