using System.Text;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>Boosted trees as a model of clients. The artefact is XGBoost's own JSON.</summary>
public sealed class BoostedClientModel : IClientModel
{
    private readonly InputSelection _inputs;
    private readonly Lazy<TreeContributions> _contributions;

    internal BoostedClientModel(GradientBoostingModel trees, InputSelection inputs)
    {
        (Trees, _inputs) = (trees, inputs);
        _contributions = new Lazy<TreeContributions>(() => new TreeContributions(trees));
    }

    /// <summary>The trees, over the columns that had something to say.</summary>
    public GradientBoostingModel Trees { get; }

    public IReadOnlyList<string> Inputs => [.. Trees.Columns.Select(c => c.Name)];

    public double BaseLogit => _contributions.Value.BaseLogit;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Findings => new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal)
    {
        ["gain"] = SplitImportance.Of(Trees).ToDictionary(i => i.Column, i => i.TotalGain, StringComparer.Ordinal),
        ["splits"] = SplitImportance.Of(Trees).ToDictionary(i => i.Column, i => (double)i.Splits, StringComparer.Ordinal),
    };

    public double Probability(ReadOnlySpan<float> row) => Trees.Probability(_inputs.Gather(row, stackalloc float[_inputs.Columns.Length]));

    public double[] Probabilities(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default) =>
        Trees.Probabilities(_inputs.Select(rows), threads, cancellation);

    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        Span<double> own = stackalloc double[_inputs.Columns.Length];
        _contributions.Value.Of(_inputs.Gather(row, stackalloc float[_inputs.Columns.Length]), own);
        _inputs.Scatter(own, contributions);
    }

    // Tree after tree: for one row alone, each tree is prepared anew.
    public double[] Contributions(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (own, width) = (_contributions.Value.Of(_inputs.Select(rows), threads, cancellation: cancellation), _inputs.Columns.Length);
        var contributions = new double[checked(rows.Rows * rows.Width)];
        for (var row = 0; row < rows.Rows; row++)
            _inputs.Scatter(own.AsSpan(row * width, width), contributions.AsSpan(row * rows.Width, rows.Width));
        return contributions;
    }

    public byte[] ToArtefact() => Encoding.UTF8.GetBytes(XgboostFormat.Write(Trees));
}
