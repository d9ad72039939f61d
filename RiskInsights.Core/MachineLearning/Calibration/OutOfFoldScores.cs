using RiskInsights.Core.MachineLearning.Splits;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>Trains and scores one fold.</summary>
/// <param name="train">Rows to learn from.</param>
/// <param name="labels">Their labels.</param>
/// <param name="test">Rows to score.</param>
/// <returns>A score for each row of <paramref name="test"/>.</returns>
public delegate double[] FitAndScore(FeatureMatrix train, byte[] labels, FeatureMatrix test);

/// <summary>
/// A score for every row by a model that did not learn from it: what a calibration is fitted on when no rows can be spared for a
/// validation set. The model that is calibrated is then trained on all rows.
/// </summary>
public static class OutOfFoldScores
{
    /// <summary>One score for each row, in the order of the rows.</summary>
    /// <param name="features">One row for each label.</param>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="splits">Every row is in exactly one test set (as <see cref="StratifiedFolds"/> and <see cref="GroupedFolds"/> give).</param>
    /// <param name="fitAndScore">Called once for each split, on this thread.</param>
    /// <param name="progress">Told after each split.</param>
    /// <exception cref="ArgumentException">Lengths differ, a row does not exist, is in no test set or in two, or a fold returns another number of scores.</exception>
    public static double[] Of(
        FeatureMatrix features,
        byte[] labels,
        IReadOnlyList<TrainTestSplit> splits,
        FitAndScore fitAndScore,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(fitAndScore);
        Labels.CountPositives(labels, features.Rows, nameof(labels));
        RequirePartition(splits, features.Rows);
        var scores = new double[features.Rows];
        for (var fold = 0; fold < splits.Count; fold++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (train, test) = splits[fold];
            var ofFold = fitAndScore(features.SelectRows(train), Array.ConvertAll(train, row => labels[row]), features.SelectRows(test));
            if (ofFold?.Length != test.Length)
                throw new ArgumentException(Invariant($"Fold {fold} gave {ofFold?.Length ?? 0} scores for {test.Length} rows."), nameof(fitAndScore));
            for (var i = 0; i < test.Length; i++) scores[test[i]] = ofFold[i];
            progress?.Report(new TrainingProgress(fold + 1, splits.Count));
        }
        return scores;
    }

    private static void RequirePartition(IReadOnlyList<TrainTestSplit> splits, int rows)
    {
        var times = new int[rows];
        foreach (var row in splits.SelectMany(split => split.Train.Concat(split.Test)))
        {
            if (row < 0 || row >= rows)
                throw new ArgumentException(Invariant($"A split names row {row}; there are {rows} rows."), nameof(splits));
        }
        foreach (var row in splits.SelectMany(split => split.Test)) times[row]++;
        var wrong = Array.FindIndex(times, count => count != 1);
        if (wrong >= 0)
            throw new ArgumentException(Invariant($"Row {wrong} is in {times[wrong]} test sets; every row must be in exactly one."), nameof(splits));
    }
}
