namespace RiskInsights.Core.MachineLearning.Metrics;

/// <summary>
/// Ranking metrics of many resamples of the same rows: these are sorted once, and a resample only counts how often the rows of each
/// distinct score were drawn.
/// </summary>
internal sealed class ResampledRanking
{
    private readonly byte[] _labels;
    private readonly int[] _stepOfRow;
    private readonly List<double> _scores = [];

    public ResampledRanking(byte[] labels, double[] scores)
    {
        _labels = labels;
        _stepOfRow = new int[scores.Length];
        var sorted = (double[])scores.Clone();
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            if (_scores.Count == 0 || sorted[i] != _scores[^1]) _scores.Add(sorted[i]);
            _stepOfRow[order[i]] = _scores.Count - 1;
        }
    }

    /// <summary>The distinct scores, falling: one for each step.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The metric of these rows, or of all once. It receives the rows with label 1 and with label 0 in each step, by falling score.</summary>
    public T Of<T>(Func<int[], int[], T> metric, int[]? rows)
    {
        int[] positives = new int[_scores.Count], negatives = new int[_scores.Count];
        for (var i = 0; i < (rows ?? _stepOfRow).Length; i++)
        {
            var row = rows is null ? i : rows[i];
            (_labels[row] != 0 ? positives : negatives)[_stepOfRow[row]]++;
        }
        return metric(positives, negatives);
    }

    public static double RocAuc(int[] positives, int[] negatives)
    {
        long twice = 0, allPositives = 0, allNegatives = 0;
        for (var step = 0; step < positives.Length; step++)
        {
            twice += negatives[step] * ((2 * allPositives) + positives[step]);
            allPositives += positives[step];
            allNegatives += negatives[step];
        }
        return twice / 2.0 / allPositives / allNegatives;
    }

    public static double AveragePrecision(int[] positives, int[] negatives)
    {
        double sum = 0;
        long taken = 0, found = 0;
        for (var step = 0; step < positives.Length; step++)
        {
            found += positives[step];
            taken += positives[step] + negatives[step];
            if (positives[step] > 0) sum += positives[step] * ((double)found / taken);
        }
        return sum / found;
    }

    public static double KolmogorovSmirnov(int[] positives, int[] negatives)
    {
        long allPositives = 0, allNegatives = 0, found = 0, taken = 0;
        for (var step = 0; step < positives.Length; step++)
        {
            allPositives += positives[step];
            allNegatives += negatives[step];
        }
        double widest = 0;
        for (var step = 0; step < positives.Length; step++)
        {
            found += positives[step];
            taken += negatives[step];
            widest = Math.Max(widest, Math.Abs(((double)found / allPositives) - ((double)taken / allNegatives)));
        }
        return widest;
    }
}
