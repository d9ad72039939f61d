namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>Grows one tree on one sample (algorithm 2 of the paper). Not shared between threads.</summary>
internal sealed class TreeGrower
{
    private readonly int _width;
    private readonly int _depthLimit;
    private readonly float[] _sample;
    private readonly int[] _rows;
    private readonly int[] _candidates;
    private readonly List<int> _feature = [];
    private readonly List<float> _threshold = [];
    private readonly List<int> _size = [];
    private RandomStream _random;

    public TreeGrower(FeatureMatrix features, float[] medians, int sampleSize, int depthLimit, RandomStream random)
    {
        _width = features.Width;
        _depthLimit = depthLimit;
        _random = random;
        _rows = [.. Enumerable.Range(0, sampleSize)];
        _candidates = new int[_width];
        _sample = new float[sampleSize * _width];
        var position = 0;
        foreach (var row in Draw(features.Rows, sampleSize))
        {
            foreach (var (column, value) in features.Row(row).ToArray().Index())
                _sample[position++] = float.IsNaN(value) ? medians[column] : value;
        }
    }

    public GrownTree Grow()
    {
        Grow(0, _rows.Length, depth: 0);
        return new GrownTree([.. _feature], [.. _threshold], [.. _size]);
    }

    /// <summary>Distinct row numbers, each set equally probable (Floyd's algorithm; Bentley and Floyd 1987).</summary>
    private List<int> Draw(int rows, int count)
    {
        var drawn = new List<int>(count);
        var seen = new HashSet<int>(count);
        for (var last = rows - count; last < rows; last++)
        {
            var row = _random.Next(last + 1);
            if (!seen.Add(row)) seen.Add(row = last);
            drawn.Add(row);
        }
        return drawn;
    }

    private void Grow(int first, int end, int depth)
    {
        var node = _feature.Count;
        _feature.Add(-1);
        _threshold.Add(0);
        _size.Add(end - first);
        if (end - first < 2 || depth == _depthLimit || !TryChooseSplit(first, end, out var column, out var threshold)) return;
        _feature[node] = column;
        _threshold[node] = threshold;
        var middle = first;
        for (var i = first; i < end; i++)
        {
            if (_sample[(_rows[i] * _width) + column] < threshold)
            {
                (_rows[middle], _rows[i]) = (_rows[i], _rows[middle]);
                middle++;
            }
        }
        Grow(first, middle, depth + 1);
        Grow(middle, end, depth + 1);
    }

    /// <summary>A column chosen evenly among those that vary here, and a threshold chosen evenly between its extremes.</summary>
    private bool TryChooseSplit(int first, int end, out int column, out float threshold)
    {
        for (var j = 0; j < _width; j++) _candidates[j] = j;
        for (var left = _width; left > 0; left--)
        {
            var choice = _random.Next(left);
            column = _candidates[choice];
            _candidates[choice] = _candidates[left - 1];
            float least = float.PositiveInfinity, most = float.NegativeInfinity;
            for (var i = first; i < end; i++)
            {
                var value = _sample[(_rows[i] * _width) + column];
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }
            if (!(least < most)) continue;
            // Rounding may land on the least value, which would leave the left side empty.
            threshold = Math.Max((float)(least + (_random.NextDouble() * ((double)most - least))), MathF.BitIncrement(least));
            return true;
        }
        column = -1;
        threshold = 0;
        return false;
    }
}
