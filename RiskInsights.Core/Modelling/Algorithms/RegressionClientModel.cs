using System.Text;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>A logistic regression as a model of clients.</summary>
public sealed class RegressionClientModel : IClientModel
{
    private readonly InputScaling _scaling;

    internal RegressionClientModel(LogisticRegressionModel regression, InputScaling scaling) => (Regression, _scaling) = (regression, scaling);

    /// <summary>The regression, over the scaled columns that had something to say.</summary>
    public LogisticRegressionModel Regression { get; }

    public IReadOnlyList<string> Inputs => [.. Regression.Columns.Select(c => c.Name)];

    public double BaseLogit => Regression.BaseLogit;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Findings => new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal)
    {
        ["coefficient"] = Values.ToDictionary(t => t.Column, t => t.Coefficient, StringComparer.Ordinal),
        ["p_value"] = Values.Where(t => t.PValue is not null).ToDictionary(t => t.Column, t => t.PValue!.Value, StringComparer.Ordinal),
    };

    private IEnumerable<LogisticRegressionTerm> Values => Regression.Terms.Where(t => t.Kind == LogisticRegressionTermKind.Value);

    public double Probability(ReadOnlySpan<float> row) => Regression.Probability(_scaling.Of(row, stackalloc float[_scaling.Inputs.Columns.Length]));

    public double[] Probabilities(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default) =>
        Regression.Probabilities(_scaling.Of(rows), threads, cancellation);

    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        Span<double> own = stackalloc double[_scaling.Inputs.Columns.Length];
        Regression.Contributions(_scaling.Of(row, stackalloc float[_scaling.Inputs.Columns.Length]), own);
        _scaling.Inputs.Scatter(own, contributions);
    }

    public byte[] ToArtefact() => Encoding.UTF8.GetBytes(Regression.ToJson());
}
