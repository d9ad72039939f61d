using System.Numerics;
using System.Runtime.InteropServices;

namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// Numbers by UTF-8 texts, asked with a slice of the read buffer. A text of up to sixteen bytes lies in the table itself, so
/// finding one among hundreds of thousands costs one visit to memory; a dictionary of arrays costs four. May be asked by
/// several threads while nothing is added.
/// </summary>
/// <param name="expected">How many texts there will be: up to as many the table does not grow.</param>
internal sealed class Utf8Index(int expected = 0)
{
    private const int Inline = 16;
    private const int FewestSlots = 16;
    private Slot[] _slots = new Slot[Math.Max(FewestSlots, BitOperations.RoundUpToPowerOf2((uint)(expected + 1) * 3 / 2))];
    private byte[] _longer = [];
    private int _longerUsed;

    public int Count { get; private set; }

    public bool TryFind(ReadOnlySpan<byte> text, out int number)
    {
        ref var slot = ref Find(_slots, Key(text), text);
        number = slot.Number;
        return slot.IsUsed;
    }

    /// <summary>Adds the text, or gives it another number.</summary>
    public void Set(ReadOnlySpan<byte> text, int number)
    {
        if (Count * 3 >= _slots.Length * 2)
            Grow();
        var key = Key(text);
        ref var slot = ref Find(_slots, key, text);
        if (!slot.IsUsed)
        {
            Count++;
            slot = key with { Length = ~text.Length, Position = text.Length > Inline ? Keep(text) : 0 };
        }

        slot.Number = number;
    }

    // The bytes themselves where they fit, otherwise a hash and the two ends.
    private static Slot Key(ReadOnlySpan<byte> text) => text.Length switch
    {
        <= 8 => new Slot(Eight(text), 0) { Length = ~text.Length },
        <= Inline => new Slot(Eight(text[..8]), Eight(text[8..])) { Length = ~text.Length },
        _ => new Slot(Hash(text), Eight(text[^8..])) { Length = ~text.Length },
    };

    private static ulong Eight(ReadOnlySpan<byte> text)
    {
        if (text.Length == 8)
            return MemoryMarshal.Read<ulong>(text);
        if (text.Length >= 4)
            return MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^4..]) << ((text.Length - 4) * 8));
        if (text.IsEmpty)
            return 0;
        var middle = text.Length >> 1;
        return text[0] | ((ulong)text[middle] << (middle * 8)) | ((ulong)text[^1] << ((text.Length - 1) * 8));
    }

    // Files come from the bank itself, so nobody is kept from choosing texts that meet; they only make a load slow.
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text));
        return Mix(hash ^ Eight(text));
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        return value ^ (value >> 32);
    }

    private ref Slot Find(Slot[] slots, in Slot key, ReadOnlySpan<byte> text)
    {
        var mask = slots.Length - 1;
        var at = (int)Mix(key.Low ^ BitOperations.RotateLeft(Mix(key.High), 17)) & mask;
        while (slots[at].IsUsed && !IsSame(slots[at], key, text))
            at = (at + 1) & mask;
        return ref slots[at];
    }

    private bool IsSame(in Slot slot, in Slot key, ReadOnlySpan<byte> text) =>
        slot.Low == key.Low && slot.High == key.High && slot.Length == key.Length
        && (text.Length <= Inline || _longer.AsSpan(slot.Position, text.Length).SequenceEqual(text));

    private int Keep(ReadOnlySpan<byte> text)
    {
        if (_longerUsed + text.Length > _longer.Length)
            Array.Resize(ref _longer, Math.Max(_longer.Length * 2, _longerUsed + text.Length));
        text.CopyTo(_longer.AsSpan(_longerUsed));
        _longerUsed += text.Length;
        return _longerUsed - text.Length;
    }

    private void Grow()
    {
        var slots = new Slot[_slots.Length * 2];
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.IsUsed)
                Find(slots, slot, slot.Length < ~Inline ? _longer.AsSpan(slot.Position, ~slot.Length) : default) = slot;
        }

        _slots = slots;
    }

    /// <param name="Low">The first eight bytes, or the hash of a longer text.</param>
    /// <param name="High">The next eight bytes, or the last eight of a longer text.</param>
    private record struct Slot(ulong Low, ulong High)
    {
        /// <summary>The complement of the text's length, so that zero is a free slot.</summary>
        public int Length;
        public int Position;
        public int Number;

        public readonly bool IsUsed => Length != 0;
    }
}
