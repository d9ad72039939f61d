namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// For each lane of the binned rows and each value of its byte, the packed sum of the gradients of a node's rows with that value.
/// A lane has <see cref="BinLayout.MostStates"/> cells, of which only those of its states are ever cleared or used.
/// </summary>
internal sealed unsafe class Histogram(int lanes) : IDisposable
{
    private readonly NativeBuffer<long> _cells = new((long)lanes * BinLayout.MostStates);

    public long* Cells => _cells.Pointer;

    public long* Lane(int lane) => Cells + ((long)lane * BinLayout.MostStates);

    public void Clear(BinLayout layout)
    {
        foreach (var lane in layout.Lanes) new Span<long>(Lane(lane.Index), lane.States).Clear();
    }

    public void Dispose() => _cells.Dispose();
}
