using System.Numerics;
using System.Runtime.InteropServices;

namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// A few rows on their way into a statement: numbers in an array, texts in memory that does not move while they are bound. SQLite keeps
/// what it was bound to, and half of the values of a load repeat those that stood in their place before: only the others are bound again.
/// A short text has a place of its own, where SQLite finds the next one of the same length unasked.
/// </summary>
internal sealed unsafe class SqliteRows : IDisposable
{
    private const int ShortText = 24;
    private const int MostColumns = 64;
    private readonly int _columns;
    private readonly int _most;
    private readonly Cell[] _cells;
    private readonly byte* _shortTexts;
    private byte* _texts = (byte*)NativeMemory.Alloc(4096);
    private int _textBytes = 4096;
    private int _textsUsed;

    // Positions of the cells that the statement for all rows has not been bound to yet.
    private readonly int[] _changed;
    private int _changes;

    // Bits of the columns: those of the row that were set, and all.
    private ulong _given;
    private readonly ulong _all;

    /// <param name="columns">At most 64.</param>
    /// <param name="most">Rows that are held.</param>
    public SqliteRows(int columns, int most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MostColumns);
        (_columns, _most) = (columns, most);
        _cells = new Cell[columns * most];
        _changed = new int[columns * most];
        _shortTexts = (byte*)NativeMemory.Alloc((nuint)(columns * most * ShortText));
        _all = ulong.MaxValue >> (MostColumns - columns);
    }

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

    public bool IsFull => Count == _most;

    public void Set(int column, long value) => Set(At(column), value, 0, Kind.Integer);

    public void Set(int column, double value) => Set(At(column), BitConverter.DoubleToInt64Bits(value), 0, Kind.Real);

    public void Set(int column, ReadOnlySpan<byte> utf8)
    {
        var at = At(column);
        if (utf8.Length > ShortText)
        {
            Keep(at, utf8, Kind.Text);
            return;
        }

        utf8.CopyTo(new Span<byte>(_shortTexts + (at * ShortText), ShortText));
        Set(at, 0, utf8.Length, Kind.ShortText);
    }

    public void SetBytes(int column, ReadOnlySpan<byte> bytes) => Keep(At(column), bytes, Kind.Bytes);

    public void SetNull(int column) => Set(At(column), 0, 0, Kind.Null);

    /// <summary>Ends a row: what was not set in it is null.</summary>
    public void End()
    {
        for (var missing = _all & ~_given; missing != 0; missing &= missing - 1)
            Set((Count * _columns) + BitOperations.TrailingZeroCount(missing), 0, 0, Kind.Null);
        _given = 0;
        Count++;
    }

    /// <summary>Binds all rows, one after the other, to the one statement that takes as many: what differs from the time before.</summary>
    public void BindChanges(SqliteStatement statement)
    {
        for (var i = 0; i < _changes; i++)
        {
            ref var cell = ref _cells[_changed[i]];
            cell.IsChanged = false;
            Bind(statement, _changed[i] + 1, cell, _changed[i]);
        }

        _changes = 0;
    }

    /// <summary>Binds one row to a statement of its own.</summary>
    public void BindRow(SqliteStatement statement, int row)
    {
        for (var column = 0; column < _columns; column++)
            Bind(statement, column + 1, _cells[(row * _columns) + column], (row * _columns) + column);
    }

    /// <summary>Begins again at the first row.</summary>
    public void Clear() => (Count, _textsUsed) = (0, 0);

    public void Dispose()
    {
        NativeMemory.Free(_shortTexts);
        NativeMemory.Free(_texts);
    }

    private int At(int column)
    {
        _given |= 1UL << column;
        return (Count * _columns) + column;
    }

    private void Set(int at, long value, int length, Kind kind)
    {
        ref var cell = ref _cells[at];
        if (cell.Value == value && cell.Kind == kind && cell.Length == length)
            return;
        (cell.Value, cell.Length, cell.Kind) = (value, length, kind);
        Changed(ref cell, at);
    }

    private void Changed(ref Cell cell, int at)
    {
        if (cell.IsChanged)
            return;
        cell.IsChanged = true;
        _changed[_changes++] = at;
    }

    // Bound anew each time: another text may stand in its place, and the memory may have moved.
    private void Keep(int at, ReadOnlySpan<byte> bytes, Kind kind)
    {
        if (_textsUsed + bytes.Length > _textBytes)
        {
            _textBytes = Math.Max(_textBytes * 2, _textsUsed + bytes.Length);
            _texts = (byte*)NativeMemory.Realloc(_texts, (nuint)_textBytes);
        }

        bytes.CopyTo(new Span<byte>(_texts + _textsUsed, bytes.Length));
        ref var cell = ref _cells[at];
        (cell.Value, cell.Length, cell.Kind) = (_textsUsed, bytes.Length, kind);
        Changed(ref cell, at);
        _textsUsed += bytes.Length;
    }

    private void Bind(SqliteStatement statement, int parameter, in Cell cell, int at)
    {
        switch (cell.Kind)
        {
            case Kind.Integer:
                statement.Bind(parameter, cell.Value);
                break;
            case Kind.ShortText:
                statement.Bind(parameter, _shortTexts + (at * ShortText), cell.Length);
                break;
            case Kind.Text:
                statement.Bind(parameter, _texts + cell.Value, cell.Length);
                break;
            case Kind.Bytes:
                statement.BindBytes(parameter, _texts + cell.Value, cell.Length);
                break;
            case Kind.Real:
                statement.Bind(parameter, BitConverter.Int64BitsToDouble(cell.Value));
                break;
            default:
                statement.BindNull(parameter);
                break;
        }
    }

    private struct Cell
    {
        public long Value;
        public int Length;
        public Kind Kind;
        public bool IsChanged;
    }
}
