using System.Text;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Scorecard;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>A scorecard as a model of clients: log-odds of the bad outcome, where the card's points speak of the good one.</summary>
public sealed class ScorecardClientModel : IClientModel
{
    private readonly InputSelection _inputs;

    internal ScorecardClientModel(ScorecardModel card, InputSelection inputs) => (Card, _inputs) = (card, inputs);

    /// <summary>The card, over the columns that had something to say.</summary>
    public ScorecardModel Card { get; }

    public IReadOnlyList<string> Inputs => [.. Card.Features.Where(f => f.Exclusion is null).Select(f => f.Name)];

    public double BaseLogit => -Card.Intercept;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Findings => new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal)
    {
        ["information_value"] = Card.Features.ToDictionary(f => f.Name, f => f.Binning.InformationValue, StringComparer.Ordinal),
        ["coefficient"] = Card.Features.Where(f => f.Exclusion is null).ToDictionary(f => f.Name, f => f.Coefficient, StringComparer.Ordinal),
    };

    public double Probability(ReadOnlySpan<float> row) => Card.Probability(_inputs.Gather(row, stackalloc float[_inputs.Columns.Length]));

    public double[] Probabilities(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default) =>
        Card.Probabilities(_inputs.Select(rows), threads, cancellation);

    /// <summary>Points of a client: higher is safer.</summary>
    public int Points(ReadOnlySpan<float> row) => Card.Score(_inputs.Gather(row, stackalloc float[_inputs.Columns.Length]));

    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        Span<double> points = stackalloc double[_inputs.Columns.Length];
        Card.Contributions(_inputs.Gather(row, stackalloc float[_inputs.Columns.Length]), points);
        foreach (ref var value in points)
            value /= -Card.Scaling.Factor;
        _inputs.Scatter(points, contributions);
    }

    public byte[] ToArtefact() => Encoding.UTF8.GetBytes(Card.ToJson());
}
