using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Draws rows, or groups of them, with replacement; a resample depends on the seed and its own number alone.</summary>
internal sealed class Resampling
{
    private readonly byte[] _labels;
    private readonly int[] _positives;
    private readonly int[] _negatives;
    private readonly int[][] _groups = [];

    /// <exception cref="ArgumentException">The labels or scores are not fit for a metric, or an option is out of range.</exception>
    public Resampling(byte[] labels, double[] scores, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(scores);
        options.Validate();
        var positives = Labels.CountPositives(labels, scores.Length, nameof(labels));
        if (positives == 0 || positives == labels.Length)
            throw new ArgumentException(Invariant($"Both labels must occur; of {labels.Length} rows {positives} have the label 1."), nameof(labels));
        ScoreRanking.RequireNumbers(scores, nameof(scores));
        Options = options;
        _labels = labels;
        if (options.Groups is { } groups)
        {
            _groups = RowGroups.Of(groups, labels.Length, nameof(options)).Rows();
            _positives = [.. Enumerable.Range(0, _groups.Length).Where(group => Array.Exists(_groups[group], row => labels[row] != 0))];
            _negatives = [.. Enumerable.Range(0, _groups.Length).Where(group => !Array.Exists(_groups[group], row => labels[row] != 0))];
            return;
        }
        _positives = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != 0)];
        _negatives = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == 0)];
    }

    public BootstrapOptions Options { get; }

    /// <summary>As many row numbers as there are rows; of groups, those of as many groups as there are.</summary>
    public int[] Rows(int resample)
    {
        var random = new RandomStream(Options.Seed, resample);
        if (Options.Groups is not null) return RowsOfGroups(random);
        var rows = new int[_labels.Length];
        if (Options.Stratified)
        {
            for (var i = 0; i < _positives.Length; i++) rows[i] = _positives[random.Next(_positives.Length)];
            for (var i = _positives.Length; i < rows.Length; i++) rows[i] = _negatives[random.Next(_negatives.Length)];
            return rows;
        }
        while (true)
        {
            var positives = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = random.Next(rows.Length);
                positives += _labels[rows[i]];
            }
            if (positives > 0 && positives < rows.Length) return rows;
        }
    }

    private int[] RowsOfGroups(RandomStream random)
    {
        var drawn = new int[_groups.Length][];
        while (true)
        {
            int length = 0, positives = 0;
            for (var i = 0; i < drawn.Length; i++)
            {
                var group = !Options.Stratified ? random.Next(drawn.Length)
                    : i < _positives.Length ? _positives[random.Next(_positives.Length)] : _negatives[random.Next(_negatives.Length)];
                drawn[i] = _groups[group];
                length += drawn[i].Length;
            }
            var rows = new int[length];
            var end = 0;
            foreach (var group in drawn)
            {
                foreach (var row in group)
                {
                    rows[end++] = row;
                    positives += _labels[row];
                }
            }
            if (positives > 0 && positives < length) return rows;
        }
    }
}
