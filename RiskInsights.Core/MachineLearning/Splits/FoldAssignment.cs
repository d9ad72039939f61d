namespace RiskInsights.Core.MachineLearning.Splits;

/// <summary>Turns each row's fold number into splits.</summary>
internal static class FoldAssignment
{
    public static IReadOnlyList<TrainTestSplit> ToSplits(int[] foldOfRow, int folds) =>
        [.. Enumerable.Range(0, folds).Select(fold => new TrainTestSplit(Rows(foldOfRow, other => other != fold), Rows(foldOfRow, other => other == fold)))];

    private static int[] Rows(int[] foldOfRow, Func<int, bool> belongs) =>
        [.. Enumerable.Range(0, foldOfRow.Length).Where(row => belongs(foldOfRow[row]))];
}
