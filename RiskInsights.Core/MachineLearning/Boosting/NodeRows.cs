using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The rows of a growing tree with their packed gradients, those of a node next to one another and ascending. Splitting a node
/// parts its stretch in two.
/// </summary>
internal sealed unsafe class NodeRows : IDisposable
{
    /// <summary>Readable places after the last row, so that loops may look ahead; they hold row 0.</summary>
    public const int LookAhead = 64;

    private readonly NativeBuffer<int> _rows;
    private readonly NativeBuffer<long> _gradients;
    private readonly NativeBuffer<int> _spareRows;
    private readonly NativeBuffer<long> _spareGradients;

    public NodeRows(int count)
    {
        Count = count;
        _rows = new NativeBuffer<int>(count + LookAhead);
        _gradients = new NativeBuffer<long>(count);
        _spareRows = new NativeBuffer<int>(count);
        _spareGradients = new NativeBuffer<long>(count);
        _rows.Span[count..].Clear();
    }

    public int Count { get; }

    /// <summary>Row numbers; readable up to <see cref="LookAhead"/> places beyond a node's end.</summary>
    public int* Rows => _rows.Pointer;

    /// <summary>The packed gradient of the row at the same place of <see cref="Rows"/>.</summary>
    public long* Gradients => _gradients.Pointer;

    /// <summary>
    /// Parts a piece of a node: the rows that go left move to its front, the others wait aside for <see cref="Join"/>. Pieces may be
    /// parted at the same time.
    /// </summary>
    /// <returns>How many go left.</returns>
    public int Part(int begin, int count, byte* lane, LeftCells left, InstructionSet instructions) =>
        PartitionKernel.Part(lane, left, _rows.Pointer + begin, _gradients.Pointer + begin, _spareRows.Pointer + begin, _spareGradients.Pointer + begin, count, instructions);

    /// <summary>Moves a node's parted pieces together: first all rows that go left, then the others.</summary>
    /// <param name="pieces">In order, without gaps.</param>
    public void Join(ReadOnlySpan<PartedPiece> pieces)
    {
        var to = pieces[0].Begin;
        foreach (var piece in pieces)
        {
            if (to != piece.Begin)
            {
                Buffer.MemoryCopy(Rows + piece.Begin, Rows + to, piece.Left * sizeof(int), piece.Left * sizeof(int));
                Buffer.MemoryCopy(Gradients + piece.Begin, Gradients + to, piece.Left * sizeof(long), piece.Left * sizeof(long));
            }
            to += piece.Left;
        }
        foreach (var piece in pieces)
        {
            var right = piece.Count - piece.Left;
            Buffer.MemoryCopy(_spareRows.Pointer + piece.Begin, Rows + to, right * sizeof(int), right * sizeof(int));
            Buffer.MemoryCopy(_spareGradients.Pointer + piece.Begin, Gradients + to, right * sizeof(long), right * sizeof(long));
            to += right;
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _gradients.Dispose();
        _spareRows.Dispose();
        _spareGradients.Dispose();
    }
}

/// <param name="Begin">First place of the piece.</param>
/// <param name="Count">Rows of the piece.</param>
/// <param name="Left">How many of them go left.</param>
internal readonly record struct PartedPiece(int Begin, int Count, int Left);

/// <summary>For each value that a lane's byte can have, whether its rows go left: a bit each.</summary>
[InlineArray(BinLayout.MostStates / 32)]
internal struct LeftCells
{
    private int _first;

    public void Add(int cell) => this[cell >> 5] |= 1 << (cell & 31);

    public readonly bool Contains(int cell) => ((this[cell >> 5] >> (cell & 31)) & 1) == 1;
}
