using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Finds the state of many values of a column. With vectors in two steps: the value is compared with every 16th edge at once, then
/// with the 16 edges from there on; counting the edges that are not above it gives the bin.
/// </summary>
internal sealed class BinSearch
{
    private const int Step = 16;

    private readonly ColumnBins _column;
    private readonly bool _vectors;
    private readonly float[] _edges = new float[(Step + 1) * Step];
    private readonly float[] _coarse = new float[Step];

    public BinSearch(ColumnBins column, InstructionSet instructions)
    {
        _column = column;
        _vectors = instructions != InstructionSet.Scalar && !column.IsCategorical;
        Array.Fill(_edges, float.PositiveInfinity);
        column.Edges.CopyTo(_edges, 0);
        for (var i = 0; i < Step; i++) _coarse[i] = _edges[(i * Step) + Step - 1];
    }

    /// <summary>Adds state · multiplier of <paramref name="count"/> rows to their cells.</summary>
    /// <param name="values">The first row's value, and the others' at every <paramref name="width"/>-th place.</param>
    public unsafe void AddStates(ReadOnlySpan<float> values, int width, byte* cells, int count)
    {
        if (_vectors) AddStatesByVectors(values, width, cells, count);
        else AddStatesOneByOne(values, width, cells, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void AddStatesByVectors(ReadOnlySpan<float> values, int width, byte* cells, int count)
    {
        var coarse = Vector512.Create(_coarse);
        ref var edges = ref MemoryMarshal.GetArrayDataReference(_edges);
        ref var value = ref MemoryMarshal.GetReference(values);
        int missing = _column.Bins, multiplier = _column.Multiplier;
        for (var i = 0; i < count; i++)
        {
            var v = Unsafe.Add(ref value, (nint)i * width);
            var all = Vector512.Create(v);
            var at = BitOperations.PopCount(Vector512.LessThanOrEqual(coarse, all).ExtractMostSignificantBits()) * Step;
            var within = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref edges, (nuint)at), all);
            var state = at + BitOperations.PopCount(within.ExtractMostSignificantBits());
            cells[i] += (byte)((float.IsNaN(v) ? missing : state) * multiplier);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void AddStatesOneByOne(ReadOnlySpan<float> values, int width, byte* cells, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var value = values[i * width];
            cells[i] += (byte)((float.IsNaN(value) ? _column.Bins : _column.BinOf(value)) * _column.Multiplier);
        }
    }
}
