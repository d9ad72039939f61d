using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>
/// A grown isolation forest. Scores are s = 2^(−E[h]/c(ψ)), with h the path length of a row and c(ψ) the average one of
/// a random tree over ψ rows (equation 2 of Liu et al. 2008): in (0, 1), high = abnormal; near 1 clearly so, well below
/// 0.5 normal, all near 0.5 no distinct anomaly. Immutable and safe to share between threads.
/// </summary>
public sealed unsafe class IsolationForestModel
{
    private const string Format = "RiskInsights.IsolationForest";
    private const int Version = 1;
    private const int MostColumnsOnStack = 1024;

    private readonly FeatureColumn[] _columns;
    private readonly float[] _medians;
    private readonly GrownTree[] _trees;
    private readonly PerfectForest _forest;
    private readonly double _averagePath;

    internal IsolationForestModel(IReadOnlyList<FeatureColumn> columns, float[] medians, int sampleSize, GrownTree[] trees)
    {
        _columns = [.. columns];
        _medians = medians;
        _trees = trees;
        SampleSize = sampleSize;
        _averagePath = PathLength.Average(sampleSize);
        _forest = new PerfectForest(trees, _columns.Length, IsolationForestTrainer.DepthLimit(sampleSize));
        BaseScore = ScoreOf(_forest.MeanRootPath);
    }

    /// <summary>The inputs, in the order of a row's values.</summary>
    public IReadOnlyList<FeatureColumn> Columns => _columns;

    public int Trees => _trees.Length;

    /// <summary>Rows that each tree was grown on (ψ).</summary>
    public int SampleSize { get; }

    /// <summary>Score of the average path length of the training samples, about 0.5: where attributions start from.</summary>
    public double BaseScore { get; }

    /// <summary>How abnormal a row is, in (0, 1), high = abnormal. Allocates nothing up to 1,024 columns.</summary>
    /// <param name="row">One value for each of <see cref="Columns"/>; NaN counts as the column's training median.</param>
    /// <exception cref="ArgumentException">Wrong length, or an infinity.</exception>
    public double Score(ReadOnlySpan<float> row)
    {
        RequireWidth(row.Length, nameof(row));
        var complete = row.Length <= MostColumnsOnStack ? stackalloc float[row.Length] : new float[row.Length];
        Complete(row, complete);
        return ScoreOf(_forest.PathSum(complete) / Trees);
    }

    /// <summary>The score of every row, equal to <see cref="Score"/> bit for bit.</summary>
    /// <param name="features">Its columns must equal <see cref="Columns"/> in name and order.</param>
    /// <param name="threads">Threads that compute, the calling one included; never the pool's. The result does not depend on it.</param>
    /// <param name="progress">Told the number of rows done, possibly from several threads at once.</param>
    public double[] Scores(
        FeatureMatrix features, int threads = 1, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Scores(features, ForestWalk.Best, threads, progress, cancellation);

    internal double[] Scores(
        FeatureMatrix features, WalkInstructions instructions, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        const int RowsInPiece = 256 * ForestWalk.Rows;
        ArgumentNullException.ThrowIfNull(features);
        features.RequireColumns(_columns, nameof(features));
        var scores = new double[features.Rows];
        var done = 0;
        DedicatedThreads.Run(threads, (features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var block = new float[ForestWalk.BlockLength(features.Width)];
            var end = Math.Min(features.Rows, (piece + 1) * RowsInPiece);
            for (var row = piece * RowsInPiece; row < end; row += ForestWalk.Rows)
            {
                if (cancellation.IsCancellationRequested) return;
                ScoreBlock(features, row, Math.Min(ForestWalk.Rows, end - row), instructions, block, scores);
            }
            progress?.Report(new TrainingProgress(Interlocked.Add(ref done, end - (piece * RowsInPiece)), features.Rows));
        }, cancellation);
        return scores;
    }

    /// <summary>
    /// Why a row has its score: what each column adds to it. <see cref="BaseScore"/> plus their sum is the score. Positive makes
    /// the row more abnormal. Along the row's way through each tree, every split changes the path length that the sample's rows
    /// in the node have on average; that change goes to the split's column. The columns' changes, averaged over the trees,
    /// add up to the row's whole difference in path length, and share the difference in score in proportion.
    /// </summary>
    /// <param name="row">As for <see cref="Score"/>.</param>
    /// <param name="destination">Receives one number for each of <see cref="Columns"/>.</param>
    /// <returns>The score.</returns>
    public double Attribute(ReadOnlySpan<float> row, Span<double> destination)
    {
        RequireWidth(row.Length, nameof(row));
        RequireWidth(destination.Length, nameof(destination));
        var complete = row.Length <= MostColumnsOnStack ? stackalloc float[row.Length] : new float[row.Length];
        Complete(row, complete);
        var path = _forest.PathSum(complete) / Trees;
        var score = ScoreOf(path);
        _forest.Shortenings(complete, destination);
        var shortening = _forest.MeanRootPath - path;
        // For a row of average depth the share has its limit, the slope of the score there.
        var perSplit = Math.Abs(shortening) < 1e-6 ? score * Math.Log(2) / _averagePath : (score - BaseScore) / shortening;
        for (var j = 0; j < destination.Length; j++) destination[j] *= perSplit;
        return score;
    }

    /// <summary>
    /// The model as JSON: an envelope with format, version and SHA-256 around <c>columns</c> (name), <c>medians</c>,
    /// <c>sampleSize</c> and <c>trees</c>, each the arrays <c>feature</c> (−1 for a leaf), <c>threshold</c> and <c>size</c> of its
    /// nodes in preorder. Reading it gives the same scores bit for bit.
    /// </summary>
    public string ToJson() => ModelDocument.Write(Format, Version,
        new Document(FeatureColumnDocument.From(_columns), _medians, SampleSize, _trees));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or trees that no training grows.</exception>
    public static IsolationForestModel FromJson(string json)
    {
        var document = ModelDocument.Read<Document>(Format, Version, json);
        try
        {
            var columns = FeatureColumnDocument.ToColumns(document.Columns);
            ModelDocument.Expect(columns.Length > 0 && !Array.Exists(columns, column => column.IsCategorical), "has no numeric column or another");
            ModelDocument.Expect(document.Medians.Length == columns.Length && Array.TrueForAll(document.Medians, float.IsFinite), "has not one median for each column");
            ModelDocument.Expect(document.SampleSize is >= 2 and <= 65_536, "has a sample size out of range");
            ModelDocument.Expect(document.Trees.Length is >= 1 and <= 10_000, "has no trees or too many");
            foreach (var tree in document.Trees) StoredTree.Check(tree, columns.Length, document.SampleSize);
            return new IsolationForestModel(columns, document.Medians, document.SampleSize, document.Trees);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidModelException("The model's columns are not valid.", exception);
        }
    }

    private double ScoreOf(double path) => Math.Pow(2, -path / _averagePath);

    private void ScoreBlock(FeatureMatrix features, int firstRow, int count, WalkInstructions instructions, float[] block, double[] scores)
    {
        for (var i = 0; i < count; i++)
        {
            var row = features.Row(firstRow + i);
            for (var j = 0; j < row.Length; j++) block[(j * ForestWalk.Rows) + i] = float.IsNaN(row[j]) ? _medians[j] : row[j];
        }
        var sums = stackalloc double[ForestWalk.Rows];
        new Span<double>(sums, ForestWalk.Rows).Clear();
        fixed (float* rows = block) _forest.AddPathSums(instructions, rows, sums);
        for (var i = 0; i < count; i++) scores[firstRow + i] = ScoreOf(sums[i] / Trees);
    }

    /// <summary>Copies a row with its missing values replaced by the medians.</summary>
    private void Complete(ReadOnlySpan<float> row, Span<float> destination)
    {
        for (var j = 0; j < row.Length; j++)
        {
            var value = row[j];
            if (float.IsInfinity(value))
                throw new ArgumentException(Invariant($"Column '{_columns[j].Name}': {value} is not {_columns[j].Rule}."), nameof(row));
            destination[j] = float.IsNaN(value) ? _medians[j] : value;
        }
    }

    private void RequireWidth(int length, string argument)
    {
        if (length != _columns.Length)
            throw new ArgumentException(Invariant($"{length} values; the model has {_columns.Length} columns."), argument);
    }

    private sealed record Document(FeatureColumnDocument[] Columns, float[] Medians, int SampleSize, GrownTree[] Trees);
}
