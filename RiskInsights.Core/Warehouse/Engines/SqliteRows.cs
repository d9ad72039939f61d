using System.Runtime.InteropServices;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// A few rows on their way into statements: numbers in an array, texts in memory that does not move while they are bound. A short
/// text has a place of its own in its row and column: while its length stays the same, SQLite finds the next one there unasked.
/// </summary>
internal sealed unsafe class SqliteRows(int columns, int most) : IDisposable
{
    private const int ShortText = 24;
    private readonly Cell[] _cells = new Cell[columns * most];
    private readonly byte* _shortTexts = (byte*)NativeMemory.Alloc((nuint)(columns * most * ShortText));
    private byte* _texts = (byte*)NativeMemory.Alloc(4096);
    private int _textBytes = 4096;
    private int _textsUsed;

    // What the full set of rows was bound to last: SQLite keeps it, and half of the values of a load repeat those above.
    private readonly Cell[] _bound = new Cell[columns * most];

    private enum Kind
    {
        Null,
        Integer,
        Real,
        ShortText,
        Text,
        Bytes,
    }

    /// <summary>Rows that were ended.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == most;

    private ref Cell this[int column] => ref _cells[(Count * columns) + column];

    public void Set(int column, long value) => this[column] = new Cell(value, 0, Kind.Integer);

    public void Set(int column, double value) => this[column] = new Cell(BitConverter.DoubleToInt64Bits(value), 0, Kind.Real);

    public void Set(int column, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= ShortText)
        {
            utf8.CopyTo(new Span<byte>(_shortTexts + (((Count * columns) + column) * ShortText), ShortText));
            this[column] = new Cell(0, utf8.Length, Kind.ShortText);
            return;
        }

        Keep(column, utf8, Kind.Text);
    }

    public void SetBytes(int column, ReadOnlySpan<byte> bytes) => Keep(column, bytes, Kind.Bytes);

    public void SetNull(int column) => this[column] = default;

    public void End() => Count++;

    /// <summary>Binds <paramref name="count"/> rows from <paramref name="first"/> on, one after the other.</summary>
    public void Bind(SqliteStatement statement, int first, int count)
    {
        var cells = _cells.AsSpan(first * columns, count * columns);
        var isFull = count == most;
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            if (isFull && cell.Kind is not (Kind.Text or Kind.Bytes) && cell == _bound[i])
                continue;
            if (isFull)
                _bound[i] = cell;
            switch (cell.Kind)
            {
                case Kind.Integer:
                    statement.Bind(i + 1, cell.Value);
                    break;
                case Kind.ShortText:
                    statement.Bind(i + 1, _shortTexts + (((first * columns) + i) * ShortText), cell.Length);
                    break;
                case Kind.Text:
                    statement.Bind(i + 1, _texts + cell.Value, cell.Length);
                    break;
                case Kind.Bytes:
                    statement.BindBytes(i + 1, _texts + cell.Value, cell.Length);
                    break;
                case Kind.Real:
                    statement.Bind(i + 1, BitConverter.Int64BitsToDouble(cell.Value));
                    break;
                default:
                    statement.BindNull(i + 1);
                    break;
            }
        }
    }

    /// <summary>Forgets all rows: every column is null again.</summary>
    public void Clear()
    {
        _cells.AsSpan(0, Count * columns).Clear();
        (Count, _textsUsed) = (0, 0);
    }

    public void Dispose()
    {
        NativeMemory.Free(_shortTexts);
        NativeMemory.Free(_texts);
    }

    private void Keep(int column, ReadOnlySpan<byte> bytes, Kind kind)
    {
        if (_textsUsed + bytes.Length > _textBytes)
        {
            _textBytes = Math.Max(_textBytes * 2, _textsUsed + bytes.Length);
            _texts = (byte*)NativeMemory.Realloc(_texts, (nuint)_textBytes);
        }

        bytes.CopyTo(new Span<byte>(_texts + _textsUsed, bytes.Length));
        this[column] = new Cell(_textsUsed, bytes.Length, kind);
        _textsUsed += bytes.Length;
    }

    private readonly record struct Cell(long Value, int Length, Kind Kind);
}
