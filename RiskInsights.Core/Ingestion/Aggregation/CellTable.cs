using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Cells of an aggregate by key, found at random while they grow and read in the order of their keys when they are closed.
/// Memory stays for the next ones.
/// </summary>
/// <typeparam name="TCell">All zeros when it is new.</typeparam>
/// <param name="most">The table is meant to be closed before it holds more cells: it grows to that size at once, and past it if it is not.</param>
internal sealed class CellTable<TCell>(int most)
    where TCell : struct
{
    private const int CacheLine = 64;
    private const int First = 1024;

    // Cell: 1 + the position in _cells, 0 where the slot is free.
    private (ulong Key, int Cell)[] _slots = new (ulong, int)[2 * First];
    private TCell[] _cells = new TCell[First];
    private ulong[] _keys = new ulong[First];
    private int[] _order = new int[First];

    public int Count { get; private set; }

    /// <summary>The keys, in their order once the table is closed.</summary>
    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, Count);

    /// <summary>The cell of a key, a new one when there is none. Valid until the next call.</summary>
    public ref TCell Of(ulong key)
    {
        ref var slot = ref Find(_slots, key);
        if (slot.Cell == 0)
        {
            if (Count == _cells.Length)
            {
                Grow();
                slot = ref Find(_slots, key);
            }

            (_keys[Count], _cells[Count]) = (key, default);
            slot = (key, ++Count);
        }

        return ref _cells[slot.Cell - 1];
    }

    /// <summary>Puts the keys in order. No cell is added until <see cref="Clear"/>.</summary>
    public void Close()
    {
        for (var i = 0; i < Count; i++)
            _order[i] = i;
        Array.Sort(_keys, _order, 0, Count);
    }

    /// <summary>The cell of <see cref="Keys"/>[<paramref name="position"/>] in a closed table.</summary>
    public ref readonly TCell At(int position) => ref _cells[_order[position]];

    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    /// <summary>Lets memory fetch where the key's cell is looked for: first step, some rows before the cell is needed.</summary>
    public unsafe void Expect(ulong key)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[At(key, _slots.Length)]));
    }

    /// <summary>Lets memory fetch the key's cell: second step.</summary>
    public void Approach(ulong key)
    {
        ref var slot = ref _slots[At(key, _slots.Length)];
        if (slot.Key == key && slot.Cell > 0)
            Fetch(slot.Cell - 1);
    }

    /// <summary>Lets memory fetch the cell of <see cref="Keys"/>[<paramref name="position"/>] in a closed table; past the end nothing.</summary>
    public void ApproachAt(int position)
    {
        if (position < Count)
            Fetch(_order[position]);
    }

    private unsafe void Fetch(int cell)
    {
        if (!Sse.IsSupported)
            return;
        ref var start = ref Unsafe.As<TCell, byte>(ref _cells[cell]);
        for (var line = 0; line < Unsafe.SizeOf<TCell>(); line += CacheLine)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref start, line)));
    }

    private static int At(ulong key, int slots) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & (slots - 1);

    private static ref (ulong Key, int Cell) Find((ulong Key, int Cell)[] slots, ulong key)
    {
        var mask = slots.Length - 1;
        var at = At(key, slots.Length);
        while (slots[at].Cell != 0 && slots[at].Key != key)
            at = (at + 1) & mask;
        return ref slots[at];
    }

    private void Grow()
    {
        var size = Count < most ? most : Count * 2;
        Array.Resize(ref _cells, size);
        Array.Resize(ref _keys, size);
        _order = new int[size];
        _slots = new (ulong, int)[BitOperations.RoundUpToPowerOf2((uint)size * 2)];
        for (var i = 0; i < Count; i++)
            Find(_slots, _keys[i]) = (_keys[i], i + 1);
    }
}
