using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>
/// A learned model of clients, whatever it was learned with. A row holds one value for each of the recipe's features, in their
/// order; NaN is unknown. Immutable and safe to share between threads.
/// </summary>
public interface IClientModel
{
    /// <summary>The recipe's features that the model reads; the others had nothing to say in training.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>Log-odds that contributions start from: the average client's.</summary>
    double BaseLogit { get; }

    /// <summary>Probability of label 1, 0 to 1.</summary>
    double Probability(ReadOnlySpan<float> row);

    /// <summary>The same for every row of a matrix with the recipe's columns. The result does not depend on the threads.</summary>
    double[] Probabilities(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default);

    /// <summary>
    /// What each feature adds to the log-odds: <see cref="BaseLogit"/> plus their sum is the row's. Positive raises the probability.
    /// </summary>
    /// <param name="contributions">Receives one number for each of the recipe's features.</param>
    void Contributions(ReadOnlySpan<float> row, Span<double> contributions);

    /// <summary>The same for every row of a matrix with the recipe's columns: rows × features numbers, row after row.</summary>
    double[] Contributions(FeatureMatrix rows, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var contributions = new double[checked(rows.Rows * rows.Width)];
        for (var row = 0; row < rows.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Contributions(rows.Row(row), contributions.AsSpan(row * rows.Width, rows.Width));
        }

        return contributions;
    }

    /// <summary>What a training found of each input, in the words of the algorithm: gain, coefficient, information value. By name, then feature.</summary>
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Findings { get; }

    /// <summary>UTF-8 JSON that <see cref="IModelAlgorithm.Read"/> takes.</summary>
    byte[] ToArtefact();
}
