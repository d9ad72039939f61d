namespace RiskInsights.Core.MachineLearning.Splits;

/// <summary>k-fold cross-validation in which every fold has the same share of label 1, to within one row.</summary>
public static class StratifiedFolds
{
    /// <summary>k splits; every row is in the test set of exactly one.</summary>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="folds">2 or more.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <exception cref="TrainingRefusedException">A label occurs in fewer rows than there are folds.</exception>
    public static IReadOnlyList<TrainTestSplit> Of(ReadOnlySpan<byte> labels, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        Labels.RequireBothClasses(labels, labels.Length, least: folds, nameof(labels));
        var foldOfRow = new int[labels.Length];
        var random = new RandomStream(seed);
        var next = 0;
        for (byte label = 0; label <= 1; label++)
        {
            var rows = new List<int>();
            for (var row = 0; row < labels.Length; row++)
            {
                if (labels[row] == label) rows.Add(row);
            }
            var shuffled = rows.ToArray();
            random.Shuffle(shuffled);
            // The second label goes on where the first ended, so that fold sizes also differ by at most one.
            foreach (var row in shuffled) foldOfRow[row] = next++ % folds;
        }
        return FoldAssignment.ToSplits(foldOfRow, folds);
    }
}
