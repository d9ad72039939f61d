using System.Buffers.Binary;
using System.Security.Cryptography;
using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>
/// What a column's values add up to: exact, whatever the order of the rows, and the same on both engines. Whole numbers add as
/// themselves, dates as days and moments as microseconds since 0001-01-01, fractions as the integers of the same 64 bits, texts
/// and bytes as the first 60 bits of their SHA-256.
/// </summary>
internal sealed class ColumnSum(string column, CopyType type)
{
    public string Column => column;

    /// <summary>Values that are not null.</summary>
    public long Filled { get; private set; }

    public Int128 Total { get; private set; }

    public bool IsNumber => type is CopyType.BigInt or CopyType.Integer;

    /// <summary>What PostgreSQL answers for the same: the count of values, and their total or null.</summary>
    public string Sql => $"COUNT({column}), SUM({ValueSql})";

    private string ValueSql => type switch
    {
        CopyType.BigInt or CopyType.Integer => column,
        CopyType.Double => $"('x' || encode(float8send({column}), 'hex'))::bit(64)::bigint",
        CopyType.Date => $"{column} - DATE '0001-01-01'",
        CopyType.Timestamp => $"CAST(EXTRACT(EPOCH FROM {column} - TIMESTAMP '0001-01-01') * 1000000 AS bigint)",
        CopyType.TimestampTz => $"CAST(EXTRACT(EPOCH FROM ({column} AT TIME ZONE 'UTC') - TIMESTAMP '0001-01-01') * 1000000 AS bigint)",
        CopyType.Text => Sha($"convert_to({column}, 'UTF8')"),
        CopyType.Bytes => Sha(column),
        _ => throw new WarehouseException($"Column {column} is of a type that is not compared: {type}."),
    };

    public void Add(long value)
    {
        Filled++;
        Total += type is CopyType.Double ? BitConverter.DoubleToInt64Bits(value) : value;
    }

    public void Add(double value)
    {
        Filled++;
        Total += BitConverter.DoubleToInt64Bits(value);
    }

    /// <summary>A text or bytes. What is no date or moment where there should be one was refused before.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        Filled++;
        if (type is CopyType.Date && IsoMoment.TryDays(value, out var days))
            Total += days;
        else if (type is CopyType.Timestamp or CopyType.TimestampTz && IsoMoment.TryMicroseconds(value, type is CopyType.TimestampTz, out var microseconds))
            Total += microseconds;
        else
            Total += FirstBits(value);
    }

    private static string Sha(string bytes) => $"('x' || left(encode(sha256({bytes}), 'hex'), 15))::bit(60)::bigint";

    private static long FirstBits(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 4);
    }
}
