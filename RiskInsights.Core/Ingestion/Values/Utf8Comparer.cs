using System.Runtime.InteropServices;

namespace RiskInsights.Core.Ingestion.Values;

/// <summary>Compares UTF-8 keys, so that a dictionary can be asked with a slice of the read buffer and nothing is allocated.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    // Multiply and fold, eight bytes a step: keys are short and come from files whose rows are checked anyway.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)alternate.Length;
        while (alternate.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(alternate)) * Multiplier;
            hash ^= hash >> 32;
            alternate = alternate[8..];
        }

        ulong tail = 0;
        foreach (var b in alternate)
            tail = (tail << 8) | b;
        hash = (hash ^ tail) * Multiplier;
        return (int)(hash ^ (hash >> 32));
    }
}
