using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Finds the states of a block of values of one column: the bin is the number of edges that are not above the value. With vectors, few
/// edges are compared one after another with sixteen values at once; many in two steps for each value, which is compared with every
/// 16th edge at once and then with the 16 edges from there on.
/// </summary>
internal sealed unsafe class BinSearch
{
    private const int Step = 16;

    /// <summary>Up to here the first way is the faster one.</summary>
    private const int FewEdges = 24;

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

    /// <summary>Adds state · multiplier of <see cref="BinnedRows.BlockRows"/> values to their cells.</summary>
    public void AddStates(float* values, byte* cells)
    {
        if (!_vectors) AddOneByOne(values, cells);
        else if (_column.Edges.Length <= FewEdges) AddByFewEdges(values, cells);
        else AddByManyEdges(values, cells);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddByFewEdges(float* values, byte* cells)
    {
        var edges = _column.Edges;
        Vector512<int> missing = Vector512.Create(_column.Bins), multiplier = Vector512.Create(_column.Multiplier);
        for (var i = 0; i < BinnedRows.BlockRows; i += Step)
        {
            var value = Vector512.Load(values + i);
            var bins = Vector512<int>.Zero;
            // A comparison that holds is −1.
            foreach (var edge in edges) bins -= Vector512.LessThanOrEqual(Vector512.Create(edge), value).AsInt32();
            var states = Vector512.ConditionalSelect(Vector512.Equals(value, value).AsInt32(), bins, missing) * multiplier;
            var words = Vector256.Narrow(states.GetLower(), states.GetUpper());
            (Vector128.Narrow(words.GetLower(), words.GetUpper()).AsByte() + Vector128.Load(cells + i)).Store(cells + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddByManyEdges(float* values, byte* cells)
    {
        var coarse = Vector512.Create(_coarse);
        ref var edges = ref MemoryMarshal.GetArrayDataReference(_edges);
        int missing = _column.Bins, multiplier = _column.Multiplier;
        for (var i = 0; i < BinnedRows.BlockRows; i++)
        {
            var value = values[i];
            var all = Vector512.Create(value);
            var at = BitOperations.PopCount(Vector512.LessThanOrEqual(coarse, all).ExtractMostSignificantBits()) * Step;
            var within = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref edges, (nuint)at), all);
            var bin = at + BitOperations.PopCount(within.ExtractMostSignificantBits());
            cells[i] += (byte)((float.IsNaN(value) ? missing : bin) * multiplier);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddOneByOne(float* values, byte* cells)
    {
        for (var i = 0; i < BinnedRows.BlockRows; i++)
            cells[i] += (byte)((float.IsNaN(values[i]) ? _column.Bins : _column.BinOf(values[i])) * _column.Multiplier);
    }
}
