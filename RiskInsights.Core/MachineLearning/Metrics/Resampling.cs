using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>Draws rows with replacement; a resample depends on the seed and its own number alone.</summary>
internal sealed class Resampling
{
    private readonly byte[] _labels;
    private readonly int[] _positives;
    private readonly int[] _negatives;

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
        _positives = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != 0)];
        _negatives = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == 0)];
    }

    public BootstrapOptions Options { get; }

    /// <summary>As many row numbers as there are rows.</summary>
    public int[] Rows(int resample)
    {
        var random = new RandomStream(Options.Seed, resample);
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
}
