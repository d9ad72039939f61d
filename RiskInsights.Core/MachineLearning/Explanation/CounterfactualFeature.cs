using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>What <see cref="CounterfactualSearch"/> may do with one column: which values are plausible, and how far apart they are. Immutable.</summary>
public sealed class CounterfactualFeature
{
    /// <param name="column">Name and kind of the column.</param>
    /// <param name="allowed">How it may change.</param>
    /// <param name="values">The values that a change may lead to, rising, each one that the column accepts and not missing; none for a locked column.</param>
    /// <param name="scale">The change that counts as a distance of 1, in the column's unit; above 0. Of categories every change has the
    /// distance 1, and the scale is not read.</param>
    /// <exception cref="ArgumentException">A value is not one of the column, the values do not rise, a locked column has some, categories are
    /// to go up or down, or the scale is not above 0.</exception>
    public CounterfactualFeature(FeatureColumn column, AllowedChange allowed, IReadOnlyList<float> values, double scale)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(values);
        if (!Enum.IsDefined(allowed)) throw new ArgumentOutOfRangeException(nameof(allowed), allowed, "There is no such change.");
        if (allowed == AllowedChange.None && values.Count > 0)
            throw new ArgumentException($"Column '{column.Name}' is locked and has values to change to.", nameof(values));
        if (column.IsCategorical && allowed is AllowedChange.Up or AllowedChange.Down)
            throw new ArgumentException($"Column '{column.Name}' is categorical and goes neither up nor down.", nameof(allowed));
        for (var i = 0; i < values.Count; i++)
        {
            if (float.IsNaN(values[i]) || !column.Accepts(values[i]))
                throw new ArgumentException(Invariant($"Column '{column.Name}': {values[i]} is not a value to change to."), nameof(values));
            if (i > 0 && values[i] <= values[i - 1])
                throw new ArgumentException(Invariant($"Column '{column.Name}': the values do not rise at {values[i]}."), nameof(values));
        }
        Options.Positive(scale);
        Column = column;
        Allowed = allowed;
        Values = [.. values];
        Scale = scale;
    }

    public FeatureColumn Column { get; }

    public AllowedChange Allowed { get; }

    /// <summary>The plausible values, rising.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>The change that counts as a distance of 1, in the column's unit; not read for categories.</summary>
    public double Scale { get; }

    public static CounterfactualFeature Locked(FeatureColumn column) => new(column, AllowedChange.None, [], 1);

    /// <summary>
    /// What was plausible in training. Of numbers: evenly spaced quantiles from the 5th to the 95th percentile, each a value that occurred,
    /// so whole numbers stay whole; all whole numbers between, where they are few enough. Of categories: those with at least 5 % of the
    /// rows. Missing values count for nothing. <see cref="Scale"/> is a robust standard deviation: the median absolute deviation / 0.6745;
    /// where more than half the values are equal, the interquartile range / 1.349; where that is 0 as well, the standard deviation.
    /// </summary>
    /// <param name="training">The rows that the model was trained on, or a sample of them.</param>
    /// <param name="allowed">How columns may change, by name; one that is not listed is locked.</param>
    /// <param name="levels">Most values of a column, 2–256. More are finer and cost calls of the scorer.</param>
    /// <returns>One for each column of <paramref name="training"/>. One that has the same value everywhere has no value to change to.</returns>
    /// <exception cref="ArgumentException">No rows, a name that is no column, categories that are to go up or down, or levels out of range.</exception>
    public static IReadOnlyList<CounterfactualFeature> Of(FeatureMatrix training, IReadOnlyDictionary<string, AllowedChange> allowed, int levels = 32)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(allowed);
        Options.Between(levels, 2, 256);
        if (training.Rows == 0) throw new ArgumentException("There are no rows.", nameof(training));
        foreach (var name in allowed.Keys) training.IndexOf(name);
        return [.. training.Columns.Select((column, j) => allowed.GetValueOrDefault(column.Name) switch
        {
            AllowedChange.None => Locked(column),
            var change when column.IsCategorical => new(column, change, PlausibleValues.OfCategories(column, training.Column(j)), 1),
            var change => OfNumbers(column, change, new PlausibleValues(training.Column(j)), levels),
        })];
    }

    private static CounterfactualFeature OfNumbers(FeatureColumn column, AllowedChange allowed, PlausibleValues values, int levels) =>
        values.Deviation is { } deviation ? new(column, allowed, values.Levels(levels), deviation) : new(column, allowed, [], 1);

    /// <summary>Distance of a change; 0 for none.</summary>
    internal double Distance(float from, float to) =>
        from == to ? 0 : Column.IsCategorical ? 1 : Math.Abs((double)to - from) / Scale;

    /// <summary>Whether a value may change to another plausible one.</summary>
    internal bool Allows(float from, float to) => Allowed switch
    {
        AllowedChange.Up => to > from,
        AllowedChange.Down => to < from,
        AllowedChange.Either => to < from || to > from,
        _ => false,
    };
}
