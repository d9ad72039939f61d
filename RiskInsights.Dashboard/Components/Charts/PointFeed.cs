using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RiskInsights.Dashboard.Components.Charts;

/// <summary>
/// The bytes of a <see cref="PointCloud"/>, little-endian, for an endpoint to return as application/octet-stream:
/// "RIP1", int32 count, then int64 id[count], float32 x[count], float32 y[count], float32 score[count], uint8 state[count].
/// </summary>
public static class PointFeed
{
    public const string ContentType = "application/octet-stream";
    private const int HeaderBytes = 8;
    private const int BytesPerPoint = 8 + 4 + 4 + 4 + 1;

    /// <summary>Encodes points given as columns of one length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static byte[] Encode(ReadOnlySpan<long> ids, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> scores, ReadOnlySpan<PointState> states)
    {
        if (x.Length != ids.Length || y.Length != ids.Length || scores.Length != ids.Length || states.Length != ids.Length)
            throw new ArgumentException($"The columns of a feed must be equally long: {ids.Length} ids, {x.Length} x, {y.Length} y, {scores.Length} scores, {states.Length} states.", nameof(ids));
        var bytes = new byte[HeaderBytes + (ids.Length * BytesPerPoint)];
        "RIP1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), ids.Length);
        var rest = bytes.AsSpan(HeaderBytes);
        rest = Append(rest, MemoryMarshal.AsBytes(ids));
        rest = Append(rest, MemoryMarshal.AsBytes(x));
        rest = Append(rest, MemoryMarshal.AsBytes(y));
        rest = Append(rest, MemoryMarshal.AsBytes(scores));
        Append(rest, MemoryMarshal.AsBytes(states));
        return bytes;
    }

    /// <summary>Ids as the browser sends them back: int64, little-endian.</summary>
    /// <exception cref="ArgumentException">The bytes are no whole number of ids.</exception>
    public static long[] DecodeIds(ReadOnlySpan<byte> bytes) =>
        bytes.Length % sizeof(long) == 0
            ? MemoryMarshal.Cast<byte, long>(bytes).ToArray()
            : throw new ArgumentException($"{bytes.Length} bytes are no whole number of 8-byte ids.", nameof(bytes));

    /// <summary>Ids for the browser.</summary>
    public static byte[] EncodeIds(IEnumerable<long> ids) => MemoryMarshal.AsBytes<long>(ids.ToArray()).ToArray();

    private static Span<byte> Append(Span<byte> to, ReadOnlySpan<byte> column)
    {
        column.CopyTo(to);
        return to[column.Length..];
    }
}
