using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>The rules that every array of observed labels obeys: one 0 or 1 for each row.</summary>
internal static class Labels
{
    /// <summary>Checks length and values and returns how many are 1.</summary>
    public static int CountPositives(ReadOnlySpan<byte> labels, int rows, string argument)
    {
        if (labels.Length != rows)
            throw new ArgumentException(Invariant($"{labels.Length} labels for {rows} rows."), argument);
        var positives = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] > 1) throw new ArgumentException(Invariant($"Label {labels[i]} of row {i} is not 0 or 1."), argument);
            positives += labels[i];
        }
        return positives;
    }

    /// <summary>As <see cref="CountPositives"/>, and refuses data in which a class has fewer than <paramref name="least"/> rows.</summary>
    public static int RequireBothClasses(ReadOnlySpan<byte> labels, int rows, int least, string argument)
    {
        var positives = CountPositives(labels, rows, argument);
        Require(1, positives);
        Require(0, rows - positives);
        return positives;

        void Require(int label, int count)
        {
            if (count < least)
                throw new TrainingRefusedException(argument, Invariant($"{count} of {rows} rows have the label {label}; at least {least} are needed."));
        }
    }
}
