using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>
/// Rows in the binary format of COPY (PostgreSQL's manual, COPY, "Binary Format"): each field as its length and its bytes,
/// numbers with the highest byte first, days and microseconds counted from 2000-01-01.
/// </summary>
internal sealed class CopyRows(string table, IReadOnlyList<string> columns, CopyType[] types)
{
    private const int Null = -1;
    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    // One row is collected here: its numbers, and its texts one after the other.
    private readonly long[] _numbers = new long[types.Length];
    private readonly int[] _lengths = Enumerable.Repeat(Null, types.Length).ToArray();
    private readonly int[] _starts = new int[types.Length];
    private byte[] _texts = new byte[1024];
    private int _textsUsed;

    private byte[] _bytes = new byte[1 << 14];
    private int _used;

    /// <summary>What a message begins with: its signature, no flags, no extension.</summary>
    public static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What a message ends with.</summary>
    public static ReadOnlySpan<byte> Trailer => [0xFF, 0xFF];

    /// <summary>The rows that were added since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Rows => _bytes.AsSpan(0, _used);

    public void Set(int column, long value)
    {
        switch (types[column])
        {
            case CopyType.BigInt:
                Number(column, value, sizeof(long));
                break;
            case CopyType.Integer when value is >= int.MinValue and <= int.MaxValue:
                Number(column, value, sizeof(int));
                break;
            case CopyType.Double:
                Number(column, BitConverter.DoubleToInt64Bits(value), sizeof(long));
                break;
            default:
                throw Misfit(column, $"the number {value.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    public void Set(int column, double value)
    {
        if (types[column] != CopyType.Double)
            throw Misfit(column, "a fraction");
        Number(column, BitConverter.DoubleToInt64Bits(value), sizeof(long));
    }

    public void Set(int column, DateOnly value)
    {
        if (types[column] != CopyType.Date)
            throw Misfit(column, "a date");
        Number(column, value.DayNumber - FirstDay, sizeof(int));
    }

    public void Set(int column, string? value)
    {
        if (value is null)
        {
            SetNull(column);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= 512)
        {
            Span<byte> utf8 = stackalloc byte[most];
            Set(column, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
        }
        else
        {
            Set(column, Encoding.UTF8.GetBytes(value));
        }
    }

    public void Set(int column, ReadOnlySpan<byte> utf8)
    {
        switch (types[column])
        {
            case CopyType.Text or CopyType.Bytes:
                Text(column, utf8);
                break;
            case CopyType.Date when IsoMoment.TryDays(utf8, out var day):
                Number(column, day - FirstDay, sizeof(int));
                break;
            case CopyType.Timestamp or CopyType.TimestampTz when IsoMoment.TryMicroseconds(utf8, types[column] == CopyType.TimestampTz, out var moment):
                Number(column, moment - (FirstDay * IsoMoment.MicrosecondsADay), sizeof(long));
                break;
            default:
                throw Misfit(column, "this text");
        }
    }

    public void SetNull(int column) => _lengths[column] = Null;

    /// <param name="number">What the row is told by when it is refused, as a first field; null where none can be.</param>
    public void Add(int? number)
    {
        Reserve(sizeof(short) + ((types.Length + 1) * (sizeof(int) + sizeof(long))) + _textsUsed);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_used), (short)(types.Length + (number is null ? 0 : 1)));
        _used += sizeof(short);
        if (number is { } told)
        {
            WriteInt(sizeof(int));
            WriteInt(told);
        }

        for (var i = 0; i < types.Length; i++)
            WriteField(i);
        _textsUsed = 0;
    }

    public void Clear() => _used = 0;

    private void Number(int column, long value, int length) => (_numbers[column], _lengths[column], _starts[column]) = (value, length, Null);

    private void Text(int column, ReadOnlySpan<byte> text)
    {
        if (_textsUsed + text.Length > _texts.Length)
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _textsUsed + text.Length));
        text.CopyTo(_texts.AsSpan(_textsUsed));
        (_starts[column], _lengths[column]) = (_textsUsed, text.Length);
        _textsUsed += text.Length;
    }

    private void WriteField(int column)
    {
        var length = _lengths[column];
        WriteInt(length);
        if (length == Null)
            return;
        if (_starts[column] != Null)
            _texts.AsSpan(_starts[column], length).CopyTo(_bytes.AsSpan(_used));
        else if (length == sizeof(int))
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_used), (int)_numbers[column]);
        else
            BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_used), _numbers[column]);
        _used += length;
        _lengths[column] = Null;
    }

    private void WriteInt(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_used), value);
        _used += sizeof(int);
    }

    private void Reserve(int more)
    {
        if (_used + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + more));
    }

    private WarehouseException Misfit(int column, string what) => new($"Column {columns[column]} of {table} takes no {types[column]} from {what}.");
}
