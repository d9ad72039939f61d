using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Splits;

/// <summary>Tests on the latest as-of dates and learns from earlier ones, as a model is used. Equal dates are never parted.</summary>
public static class TimeOrderedSplit
{
    /// <summary>Rows from <paramref name="firstTestDate"/> on are the test set; earlier ones, less the embargo, the training set.</summary>
    /// <param name="dateKeys">Each row's as-of date; any whole numbers that rise with time (yyyymmdd).</param>
    /// <param name="firstTestDate">The earliest date of the test set.</param>
    /// <param name="embargoDates">
    /// How many of the latest distinct dates before the test are left out of training: as many as a performance window
    /// reaches over, so that no training label comes from the time of the test. 0 or more.
    /// </param>
    /// <exception cref="TrainingRefusedException">One of both sets would be empty; the message names the dates there are.</exception>
    public static TrainTestSplit From(ReadOnlySpan<int> dateKeys, int firstTestDate, int embargoDates = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargoDates);
        var dates = Distinct(dateKeys);
        var earlier = Array.FindAll(dates, date => date < firstTestDate);
        if (earlier.Length == dates.Length || earlier.Length <= embargoDates)
        {
            throw new TrainingRefusedException(nameof(dateKeys), dates.Length == 0
                ? "There are no rows to split."
                : Invariant($"{dates.Length} as-of dates ({dates[0]} to {dates[^1]}) do not allow a test from {firstTestDate} on with {embargoDates} dates left out before it."));
        }
        var lastTrainDate = earlier[^(embargoDates + 1)];
        List<int> train = [], test = [];
        for (var row = 0; row < dateKeys.Length; row++)
        {
            if (dateKeys[row] >= firstTestDate) test.Add(row);
            else if (dateKeys[row] <= lastTrainDate) train.Add(row);
        }
        return new([.. train], [.. test]);
    }

    /// <summary>As <see cref="From"/>, with the latest dates as test that together hold at least <paramref name="testShare"/> of the rows.</summary>
    /// <param name="testShare">In (0, 1).</param>
    public static TrainTestSplit ByShare(ReadOnlySpan<int> dateKeys, double testShare, int embargoDates = 0)
    {
        if (!(testShare > 0 && testShare < 1))
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "The share of the test must lie between 0 and 1, both excluded.");
        if (dateKeys.IsEmpty) throw new TrainingRefusedException(nameof(dateKeys), "There are no rows to split.");
        var sorted = dateKeys.ToArray();
        Array.Sort(sorted);
        var testRows = Math.Max(1, (int)Math.Ceiling(testShare * sorted.Length));
        return From(dateKeys, sorted[^testRows], embargoDates);
    }

    private static int[] Distinct(ReadOnlySpan<int> dateKeys)
    {
        var dates = new SortedSet<int>();
        foreach (var date in dateKeys) dates.Add(date);
        return [.. dates];
    }
}
