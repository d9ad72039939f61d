using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>
/// Isolation Forest (Liu, Ting, Zhou, "Isolation Forest", ICDM 2008): trees of random splits; a row that few splits
/// isolate is abnormal. As in most implementations, a split's column is drawn among those that vary in the node.
/// </summary>
public static class IsolationForestTrainer
{
    private const int RowsForMedians = 10_000;

    /// <summary>Grows the forest. Missing values count as the column's median (of at most 10,000 rows, evenly spread).</summary>
    /// <param name="features">Numeric columns only; needs no scaling.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each tree, possibly from several threads at once.</param>
    /// <param name="cancellation">Ends the training within one tree with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TrainingRefusedException">Too few rows, or a constant or all-missing column.</exception>
    /// <exception cref="ArgumentException">A categorical column, or an option out of range.</exception>
    public static IsolationForestModel Fit(
        FeatureMatrix features,
        IsolationForestOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        options ??= new IsolationForestOptions();
        options.Validate();
        RequireNumeric(features.Columns, nameof(features));
        if (features.Rows < options.MinRows)
            throw new TrainingRefusedException(nameof(features), Invariant($"{features.Rows} rows; at least {options.MinRows} are needed."));
        RequireVariation(features, options.AllowConstantColumns);
        cancellation.ThrowIfCancellationRequested();

        var medians = Medians(features);
        var sampleSize = Math.Min(options.SampleSize, features.Rows);
        var depthLimit = DepthLimit(sampleSize);
        var trees = new GrownTree[options.Trees];
        var grown = 0;
        DedicatedThreads.Run(options.Threads, trees.Length, tree =>
        {
            trees[tree] = new TreeGrower(features, medians, sampleSize, depthLimit, new RandomStream(options.Seed, tree)).Grow();
            progress?.Report(new TrainingProgress(Interlocked.Increment(ref grown), trees.Length));
        }, cancellation);
        return new IsolationForestModel(features.Columns, medians, sampleSize, trees);
    }

    /// <summary>⌈log₂ ψ⌉: the average height of a tree that isolates every row; deeper says nothing about anomalies.</summary>
    internal static int DepthLimit(int sampleSize) => Math.Max(1, 32 - int.LeadingZeroCount(sampleSize - 1));

    internal static void RequireNumeric(IReadOnlyList<FeatureColumn> columns, string argument)
    {
        var categorical = columns.FirstOrDefault(column => column.IsCategorical);
        if (categorical is not null)
            throw new ArgumentException($"Column '{categorical.Name}' is categorical; isolation needs numbers, such as its category's frequency.", argument);
    }

    private static void RequireVariation(FeatureMatrix features, bool allowConstantColumns)
    {
        var anyVaries = false;
        for (var j = 0; j < features.Width; j++)
        {
            var column = features.Column(j);
            var first = Array.Find(column, value => !float.IsNaN(value));
            if (!Array.Exists(column, value => !float.IsNaN(value)))
                throw new TrainingRefusedException(nameof(features), $"Column '{features.Columns[j].Name}' has no value in any row.");
            var varies = Array.Exists(column, value => value != first && !float.IsNaN(value));
            if (!varies && !allowConstantColumns)
                throw new TrainingRefusedException(nameof(features), $"Column '{features.Columns[j].Name}' has the same value in every row.");
            anyVaries |= varies;
        }
        if (!anyVaries) throw new TrainingRefusedException(nameof(features), "No column varies.");
    }

    private static float[] Medians(FeatureMatrix features)
    {
        var medians = new float[features.Width];
        var stride = Math.Max(1, features.Rows / RowsForMedians);
        for (var j = 0; j < medians.Length; j++)
        {
            var column = features.Column(j);
            var values = column.Where((value, row) => row % stride == 0 && !float.IsNaN(value)).ToArray();
            if (values.Length == 0) values = Array.FindAll(column, value => !float.IsNaN(value));
            Array.Sort(values);
            medians[j] = values[values.Length / 2];
        }
        return medians;
    }
}
