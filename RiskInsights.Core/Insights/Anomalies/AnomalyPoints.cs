using System.Buffers.Binary;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// The points of the scatter, column by column. As bytes, little-endian: the count n (int32), n times x (float32, times the
/// usual amount), n times y (float32, score), n transaction identifiers (float64, exact up to 2⁵³), n verdicts (uint8:
/// 0 open, 1 fraud, 2 error, 3 legitimate, 4 unsure). The order puts numbers on their natural boundaries.
/// </summary>
public sealed class AnomalyPoints
{
    private readonly List<float> _x = [];
    private readonly List<float> _y = [];
    private readonly List<long> _ids = [];
    private readonly List<byte> _verdicts = [];

    public int Count => _x.Count;

    public byte[] ToBytes()
    {
        // Four bytes of padding keep the identifiers on a multiple of eight.
        var idsAt = (4 + (Count * 8) + 7) / 8 * 8;
        var bytes = new byte[idsAt + (Count * 9)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Count);
        for (var i = 0; i < Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 + (i * 4)), _x[i]);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 + ((Count + i) * 4)), _y[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(idsAt + (i * 8)), _ids[i]);
            bytes[idsAt + (Count * 8) + i] = _verdicts[i];
        }

        return bytes;
    }

    internal void Add(long transactionId, double timesUsual, double score, string? verdict)
    {
        _ids.Add(transactionId);
        _x.Add((float)timesUsual);
        _y.Add((float)score);
        _verdicts.Add(verdict switch
        {
            null => 0,
            "fraud" => 1,
            "error" => 2,
            "legitimate" => 3,
            _ => 4,
        });
    }
}
