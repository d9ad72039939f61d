using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Splits;

/// <summary>
/// k-fold cross-validation that keeps all rows of a group (a client) in one fold, so that no client is both learned from and
/// judged by, with folds of similar size and similar numbers of label 1.
/// </summary>
public static class GroupedFolds
{
    /// <summary>k splits; every row is in the test set of exactly one.</summary>
    /// <param name="groups">Each row's group, any number (a client key).</param>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="folds">2 or more.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    /// <exception cref="TrainingRefusedException">Fewer groups than folds, or fewer groups with a label than folds.</exception>
    public static IReadOnlyList<TrainTestSplit> Of(ReadOnlySpan<int> groups, ReadOnlySpan<byte> labels, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        Labels.CountPositives(labels, groups.Length, nameof(labels));
        var byKey = new Dictionary<int, Group>();
        for (var row = 0; row < groups.Length; row++)
        {
            if (!byKey.TryGetValue(groups[row], out var group)) byKey.Add(groups[row], group = new Group(byKey.Count));
            group.Rows++;
            group.Positives += labels[row];
        }
        Require(byKey.Values.Count(group => group.Positives > 0), label: 1);
        Require(byKey.Values.Count(group => group.Positives < group.Rows), label: 0);

        var foldOfGroup = Assign([.. byKey.Values], folds, seed);
        var foldOfRow = new int[groups.Length];
        for (var row = 0; row < foldOfRow.Length; row++) foldOfRow[row] = foldOfGroup[byKey[groups[row]].Number];
        return FoldAssignment.ToSplits(foldOfRow, folds);

        void Require(int count, int label)
        {
            if (count < folds)
                throw new TrainingRefusedException(nameof(groups), Invariant($"{count} groups have rows with the label {label}; {folds} folds need at least as many."));
        }
    }

    /// <summary>
    /// Groups with the most of label 1 first, each into the fold that has the fewest of them so far (then the fewest rows):
    /// the large ones are placed while there is room to balance them.
    /// </summary>
    private static int[] Assign(Group[] groups, int folds, int seed)
    {
        var order = new int[groups.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        new RandomStream(seed).Shuffle(order);
        var foldOfGroup = new int[groups.Length];
        var rows = new int[folds];
        var positives = new int[folds];
        foreach (var number in order.OrderByDescending(i => groups[i].Positives).ThenByDescending(i => groups[i].Rows))
        {
            var group = groups[number];
            var best = Enumerable.Range(0, folds).MinBy(fold => group.Positives > 0 ? (positives[fold], rows[fold]) : (rows[fold], positives[fold]));
            foldOfGroup[number] = best;
            rows[best] += group.Rows;
            positives[best] += group.Positives;
        }
        return foldOfGroup;
    }

    private sealed class Group(int number)
    {
        public int Number { get; } = number;

        public int Rows { get; set; }

        public int Positives { get; set; }
    }
}
