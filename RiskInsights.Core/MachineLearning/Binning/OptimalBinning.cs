using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>
/// Cuts a column into the bins with the greatest information value among all that obey the options: trend of the bad rate, rows
/// of a bin, difference between neighbours, number of bins. Missing values are a bin of their own; categories are grouped by bad
/// rate. Exact on at most <see cref="BinningOptions.MaxFineBins"/> fine bins (dynamic programming; for the problem see
/// Navas-Palencia, "Optimal binning: mathematical programming formulation", 2020).
/// </summary>
public static class OptimalBinning
{
    /// <summary>Chance exceeds this fall of the deviance, for one more bend, once in a thousand.</summary>
    private const double DevianceOfATurn = 10.83;

    /// <param name="column">Name and kind of the column.</param>
    /// <param name="values">A value for each row; NaN is missing. At least one is not.</param>
    /// <param name="labels">0 (good) or 1 (bad) for each row; both must occur.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="TrainingRefusedException">No value at all, or one label only.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, a value is not one of the column, or an option is out of range.</exception>
    public static BinnedColumn Fit(FeatureColumn column, ReadOnlySpan<float> values, ReadOnlySpan<byte> labels, BinningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        options ??= new BinningOptions();
        options.Validate();
        var bads = Labels.RequireBothClasses(labels, values.Length, least: 1, nameof(labels));
        int missing = 0, missingBads = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!column.Accepts(values[i]))
                throw new ArgumentException(Invariant($"Row {i}, column '{column.Name}': {values[i]} is not {column.Rule}."), nameof(values));
            if (!float.IsNaN(values[i])) continue;
            missing++;
            missingBads += labels[i];
        }
        if (missing == values.Length) throw new TrainingRefusedException(nameof(values), $"Column '{column.Name}' has no value in any row.");

        var evidence = new WeightOfEvidence(values.Length, bads, options.Smoothing);
        var pieces = column.IsCategorical
            ? FineBins.OfCategories(values, labels, column.Categories.Count, options.MaxFineBins, evidence)
            : FineBins.OfNumbers(values, labels, options.MaxFineBins);
        var leastRows = (int)Math.Ceiling(options.MinBinShare * values.Length);
        var search = new JoinSearch(pieces, options, leastRows, evidence);
        var (starts, trend) = column.IsCategorical ? (search.Best(1).Starts, null) : Search(search, options.Trend);
        var bins = new List<Bin>(starts.Length + 1);
        for (var i = 0; i < starts.Length; i++)
            bins.Add(Join(column, pieces, starts[i], i + 1 < starts.Length ? starts[i + 1] : pieces.Rows.Length, evidence));
        bins.Add(missing < options.MinMissingRows
            ? new Bin(BinKind.Missing, null, null, [], missing, missingBads, 0, 0)
            : new Bin(BinKind.Missing, null, null, [], missing, missingBads, evidence.Of(missing, missingBads), evidence.InformationValue(missing, missingBads)));
        return new BinnedColumn(column, starts.Length == 1 ? null : trend, bins);
    }

    private static (int[] Starts, BadRateTrend? Trend) Search(JoinSearch search, BadRateTrend trend)
    {
        if (trend is not (BadRateTrend.Monotone or BadRateTrend.MonotoneOrOneTurn)) return (BestOf(search, trend).Starts, trend);
        var monotone = Better(search, BadRateTrend.Ascending, BadRateTrend.Descending);
        if (trend == BadRateTrend.Monotone) return monotone;
        var turning = Better(search, BadRateTrend.Peak, BadRateTrend.Valley);
        var gain = search.TwiceLogLikelihood(turning.Starts) - search.TwiceLogLikelihood(monotone.Starts);
        return gain > DevianceOfATurn ? turning : monotone;
    }

    private static (int[] Starts, BadRateTrend? Trend) Better(JoinSearch search, BadRateTrend first, BadRateTrend second)
    {
        var (a, b) = (BestOf(search, first), BestOf(search, second));
        return a.Value >= b.Value ? (a.Starts, first) : (b.Starts, second);
    }

    private static (int[] Starts, double Value) BestOf(JoinSearch search, BadRateTrend trend) => trend switch
    {
        BadRateTrend.Ascending => search.Best(1),
        BadRateTrend.Descending => search.Best(-1),
        BadRateTrend.Peak => search.Best(1, -1),
        BadRateTrend.Valley => search.Best(-1, 1),
        _ => search.Best(0),
    };

    private static Bin Join(FeatureColumn column, FineBins pieces, int first, int end, WeightOfEvidence evidence)
    {
        int rows = pieces.Rows.AsSpan(first, end - first).Sum(), bads = pieces.Bads.AsSpan(first, end - first).Sum();
        var (woe, value) = (evidence.Of(rows, bads), evidence.InformationValue(rows, bads));
        if (column.IsCategorical)
        {
            var codes = pieces.Codes[first..end].SelectMany(piece => piece);
            return new Bin(BinKind.Categories, null, null, [.. codes.Order().Select(code => column.Categories[code])], rows, bads, woe, value);
        }
        return new Bin(BinKind.Range, first == 0 ? null : pieces.Lower[first], end == pieces.Lower.Length ? null : pieces.Lower[end], [], rows, bads, woe, value);
    }

    private static int Sum(this Span<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }
}
