using RiskInsights.Core.MachineLearning.Metrics;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// How much worse a model scores these rows when one column's values are shuffled between them: what the model needs the column for,
/// whatever kind of model it is (Breiman, "Random forests", 2001; as scikit-learn's <c>permutation_importance</c>). About 0, also
/// slightly below, for a column that does not matter, or whose part another column can play. Measure it on rows that were not
/// trained on.
/// </summary>
/// <param name="Column">The column's name.</param>
/// <param name="Decreases">For each repeat, the metric on the rows as they are less that on the shuffled ones (for log loss, the rise).</param>
public sealed record PermutationImportance(string Column, IReadOnlyList<double> Decreases)
{
    /// <summary>Mean of <see cref="Decreases"/>; higher means more important.</summary>
    public double Mean => Decreases.Average();

    /// <summary>Standard deviation of <see cref="Decreases"/>, dividing by their number as scikit-learn does.</summary>
    public double StandardDeviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(Decreases.Average(decrease => (decrease - mean) * (decrease - mean)));
        }
    }

    /// <summary>One for each column, in the order of the columns.</summary>
    /// <param name="labels">0 or 1 for each row; both must occur for ROC-AUC.</param>
    /// <param name="score">The model: a number for each row of a matrix, higher meaning more probably 1; probabilities for log loss. Called
    /// from several threads at once if <see cref="PermutationImportanceOptions.Threads"/> is above 1.</param>
    /// <param name="progress">Told the number of shuffles done, possibly from several threads at once.</param>
    /// <exception cref="ArgumentException">No rows, wrong lengths, a label that is not 0 or 1, one label only, or an option out of range.</exception>
    public static IReadOnlyList<PermutationImportance> Of(
        FeatureMatrix features, byte[] labels, Func<FeatureMatrix, double[]> score, PermutationImportanceOptions? options = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(score);
        options ??= new PermutationImportanceOptions();
        options.Validate();
        if (features.Rows == 0) throw new ArgumentException("There are no rows.", nameof(features));
        Labels.CountPositives(labels, features.Rows, nameof(labels));

        var quality = Quality(features);
        var decreases = new double[features.Width][];
        for (var j = 0; j < decreases.Length; j++) decreases[j] = new double[options.Repeats];
        var shuffles = checked(features.Width * options.Repeats);
        var done = 0;
        DedicatedThreads.Run(options.Threads, shuffles, shuffle =>
        {
            var column = shuffle / options.Repeats;
            decreases[column][shuffle % options.Repeats] = quality - Quality(Shuffled(features, column, new RandomStream(options.Seed, shuffle)));
            progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), shuffles));
        }, cancellation);
        return [.. decreases.Select((values, j) => new PermutationImportance(features.Columns[j].Name, values))];

        double Quality(FeatureMatrix rows)
        {
            var scores = score(rows);
            if (scores is null || scores.Length != rows.Rows)
                throw new ArgumentException(Invariant($"{scores?.Length ?? 0} scores for {rows.Rows} rows."), nameof(score));
            return options.Metric == PermutationMetric.RocAuc ? RocAuc.Of(labels, scores) : -LogLoss.Of(labels, scores);
        }
    }

    private static FeatureMatrix Shuffled(FeatureMatrix features, int column, RandomStream random)
    {
        var order = new int[features.Rows];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);
        var values = features.Values.ToArray();
        for (var i = 0; i < order.Length; i++) values[(i * features.Width) + column] = features[order[i], column];
        return new FeatureMatrix(features.Columns, values);
    }
}
