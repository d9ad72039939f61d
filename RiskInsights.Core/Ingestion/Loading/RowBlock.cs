using RiskInsights.Core.Ingestion.Csv;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>
/// Some thousand rows on their way from the thread that reads to the thread that writes. Blocks are reused, so a load
/// of any length needs the memory of a few.
/// </summary>
internal sealed class RowBlock<TRecord>(RawLines rawLines)
{
    public const int Capacity = 4096;
    private readonly TRecord[] _records = new TRecord[Capacity];
    private readonly long[] _lines = new long[Capacity];
    private readonly int[] _rawEnds = new int[Capacity];
    private readonly List<Rejection> _rejections = [];
    private byte[] _raw = new byte[Capacity * 64];
    private int _count;

    /// <summary>The rows that broke no rule while they were read.</summary>
    public ReadOnlySpan<TRecord> Records => _records.AsSpan(0, _count);

    public IReadOnlyList<Rejection> Rejections => _rejections;

    /// <summary>Rows read into this block, good and bad.</summary>
    public int Read { get; private set; }

    public int Loaded { get; set; }

    public int Unchanged { get; set; }

    /// <summary>Records that were turned away while they were written: positions in <see cref="Records"/>, ascending.</summary>
    public List<int> Refused { get; } = [];

    /// <summary>True between writing and absorbing.</summary>
    public bool IsWritten { get; set; }

    /// <summary>Bytes of the file that are read up to the end of this block.</summary>
    public long BytesDone { get; set; }

    public bool IsFull => Read == Capacity;

    public void Add(in TRecord record, SourceRow row)
    {
        Read++;
        var raw = rawLines.Of(row);
        var start = _count == 0 ? 0 : _rawEnds[_count - 1];
        if (start + raw.Length > _raw.Length)
            Array.Resize(ref _raw, Math.Max(_raw.Length * 2, start + raw.Length));
        raw.CopyTo(_raw.AsSpan(start));
        (_records[_count], _lines[_count], _rawEnds[_count]) = (record, row.LineNumber, start + raw.Length);
        _count++;
    }

    public void AddRejected(SourceRow row)
    {
        Read++;
        _rejections.Add(new Rejection(row.LineNumber, row.Broken!, row.BrokenColumn, RawLines.Text(rawLines.Of(row))));
    }

    /// <summary>Turns away a row that was read well, because of what the warehouse holds.</summary>
    public void Reject(int record, Rule rule, string column)
    {
        var start = record == 0 ? 0 : _rawEnds[record - 1];
        _rejections.Add(new Rejection(_lines[record], rule, column, RawLines.Text(_raw.AsSpan(start, _rawEnds[record] - start))));
    }

    public void Clear()
    {
        if (System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<TRecord>())
            Array.Clear(_records, 0, _count);
        _rejections.Clear();
        Refused.Clear();
        (_count, Read, Loaded, Unchanged, BytesDone, IsWritten) = (0, 0, 0, 0, 0, false);
    }
}
