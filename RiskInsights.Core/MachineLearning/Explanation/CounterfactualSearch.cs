using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>A model's probability of label 1 for a row, from 0 to 1; the same for the same row.</summary>
public delegate double RowScorer(ReadOnlySpan<float> row);

/// <summary>
/// What would change a score: the smallest plausible changes of up to three features that bring a row to the other side of a threshold
/// (Wachter, Mittelstadt and Russell, "Counterfactual explanations without opening the black box", 2017, with their distance: changes
/// divided by the median absolute deviation). Works on any scorer and assumes no direction. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// Every single change is tried, so a suggestion of one feature is the nearest there is. Pairs are tried by rising distance where the
/// log-odds of the single changes add up to what is needed, then, while calls are left for pairs, by falling sum where they do not;
/// triples likewise, on top of the pairs tried. Where nothing crosses by then, the search climbs from the best single change. The
/// suggestions found are then moved back towards the row as far as they still cross. A missing value is not changed: nobody knows what
/// from.
/// </remarks>
public sealed class CounterfactualSearch
{
    private readonly CounterfactualFeature[] _features;
    private readonly CounterfactualOptions _options;

    /// <param name="features">One for each of the scorer's inputs, in their order.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">No features, or an option out of range.</exception>
    public CounterfactualSearch(IReadOnlyList<CounterfactualFeature> features, CounterfactualOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0) throw new ArgumentException("At least one feature is needed.", nameof(features));
        _features = [.. features];
        _options = options ?? new CounterfactualOptions();
        _options.Validate();
    }

    public IReadOnlyList<CounterfactualFeature> Features => _features;

    /// <summary>The same row, scorer and threshold give the same result.</summary>
    /// <param name="row">One value for each feature; NaN is missing.</param>
    /// <param name="scorer">Called on this thread, at most <see cref="CounterfactualOptions.MostCalls"/> times.</param>
    /// <param name="threshold">In (0, 1). From it on up a row is on the upper side: such a row is to fall below it, any other to reach it.</param>
    /// <param name="cancellation">Ends the search within 256 calls with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">Wrong length, a value that its column does not accept, a threshold out of range, or a scorer
    /// whose answer is not a probability.</exception>
    public CounterfactualResult Find(ReadOnlySpan<float> row, RowScorer scorer, double threshold, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        if (row.Length != _features.Length)
            throw new ArgumentException(Invariant($"{row.Length} values; there are {_features.Length} features."), nameof(row));
        for (var j = 0; j < row.Length; j++)
        {
            var column = _features[j].Column;
            if (!column.Accepts(row[j])) throw new ArgumentException(Invariant($"Column '{column.Name}': {row[j]} is not {column.Rule}."), nameof(row));
        }
        if (!(threshold > 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie between 0 and 1, both excluded.");

        var trials = new CounterfactualTrials(row, scorer, threshold, _options, cancellation);
        var singles = Singles(trials);
        var combinations = new CounterfactualCombinations(trials, singles);
        if (_options.MostChanges > 1) combinations.TryPairs();
        if (_options.MostChanges > 2) combinations.TryTriples();
        if (trials.Finds.Chosen.Count == 0) combinations.Climb(_options.MostChanges);
        combinations.MoveBack();
        var suggestions = trials.Finds.Chosen.Select(Told).ToArray();
        return new CounterfactualResult(
            trials.Probability, threshold, suggestions, suggestions.Length == 0 && trials.Nearest is { } nearest ? Told(nearest) : null, trials.Calls);

        Counterfactual Told((CounterfactualMoves Moves, double Probability) find) => new(
            [.. Enumerable.Range(0, find.Moves.Count).Select(i => find.Moves[i]).OrderBy(move => move.Column)
                .Select(move => new CounterfactualChange(move.Column, _features[move.Column].Column.Name, trials[move.Column], move.Value))],
            find.Probability, find.Moves.Price);
    }

    /// <summary>Every plausible value of every column that may change, tried alone; those of a column by rising distance.</summary>
    private CounterfactualMove[][] Singles(CounterfactualTrials trials)
    {
        var result = new List<CounterfactualMove[]>();
        for (var j = 0; j < _features.Length; j++)
        {
            var (feature, from) = (_features[j], trials[j]);
            var moves = new List<CounterfactualMove>();
            foreach (var value in feature.Values.Where(value => feature.Allows(from, value)).OrderBy(value => feature.Distance(from, value)))
            {
                if (trials.CallsLeft == 0) break;
                var move = new CounterfactualMove(j, value, feature.Distance(from, value) + _options.PriceOfChange, Gain: 0);
                moves.Add(move with { Gain = trials.Try(new CounterfactualMoves(move)) });
            }
            if (moves.Count > 0) result.Add([.. moves]);
        }
        return [.. result];
    }
}
