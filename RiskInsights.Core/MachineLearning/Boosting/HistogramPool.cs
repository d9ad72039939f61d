namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Histograms to use again. Where a tree's open nodes would hold more than <paramref name="mostBytes"/>, their histograms are given up and
/// those of both children added up from rows instead of one being subtracted: slower, the same sums. Not for several threads at once.
/// </summary>
internal sealed class HistogramPool(int lanes, long mostBytes) : IDisposable
{
    private readonly List<Histogram> _all = [];
    private readonly Stack<Histogram> _free = [];

    /// <summary>Whether nodes that wait to be split may go on holding their histograms.</summary>
    public bool MayHold => (_all.Count - _free.Count) * (long)lanes * BinLayout.MostStates * sizeof(long) < mostBytes;

    public Histogram Rent()
    {
        if (_free.TryPop(out var histogram)) return histogram;
        histogram = new Histogram(lanes);
        _all.Add(histogram);
        return histogram;
    }

    public void Return(Histogram histogram) => _free.Push(histogram);

    public void Dispose() => _all.ForEach(histogram => histogram.Dispose());
}
