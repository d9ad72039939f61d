using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The training rows as bytes, one for each lane, kept twice: row after row, from which histograms are added up, and lane after lane,
/// by which rows are parted.
/// </summary>
internal sealed unsafe class BinnedRows : IDisposable
{
    public const int BlockRows = 64;
    private const int BlocksInPiece = 64;

    private readonly NativeBuffer<byte> _rows;
    private readonly NativeBuffer<byte> _lanes;

    private BinnedRows(BinLayout layout, int rows)
    {
        Layout = layout;
        Rows = rows;
        Stride = StrideOf(layout.Lanes.Length);
        _rows = new NativeBuffer<byte>((long)rows * Stride);
        _lanes = new NativeBuffer<byte>(((long)rows * layout.Lanes.Length) + sizeof(int));
    }

    public BinLayout Layout { get; }

    public int Rows { get; }

    /// <summary>Bytes from a row to the next: no row of up to 64 lanes lies across two cache lines.</summary>
    public int Stride { get; }

    /// <summary>The byte of one row in one lane.</summary>
    public byte this[int row, int lane] => Row(row)[lane];

    public byte* Row(int row) => _rows.Pointer + ((long)row * Stride);

    /// <summary>One lane of all rows; readable four bytes at a time.</summary>
    public byte* Lane(int lane) => _lanes.Pointer + ((long)lane * Rows);

    /// <param name="features">What the layout's columns were found on.</param>
    public static BinnedRows Of(FeatureMatrix features, BinLayout layout, WorkerTeam team, InstructionSet instructions)
    {
        var binned = new BinnedRows(layout, features.Rows);
        var searches = Array.ConvertAll(layout.Columns, column => new BinSearch(column, instructions));
        const int RowsInPiece = BlockRows * BlocksInPiece;
        team.Run((features.Rows + RowsInPiece - 1) / RowsInPiece, piece =>
        {
            var end = Math.Min(features.Rows, (piece + 1) * RowsInPiece);
            using var block = new NativeBuffer<float>((long)features.Width * BlockRows);
            block.Span.Clear();
            for (var row = piece * RowsInPiece; row < end; row += BlockRows)
                binned.Fill(features, searches, row, Math.Min(BlockRows, end - row), block.Pointer);
        });
        return binned;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _lanes.Dispose();
    }

    private static int StrideOf(int lanes)
    {
        const int CacheLine = 64;
        if (lanes > CacheLine) return (lanes + CacheLine - 1) / CacheLine * CacheLine;
        return (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(FeatureMatrix features, BinSearch[] searches, int firstRow, int count, float* block)
    {
        var cells = stackalloc byte[BlockRows];
        Transpose(features.Values.Slice(firstRow * features.Width, count * features.Width), features.Width, block);
        foreach (var lane in Layout.Lanes)
        {
            new Span<byte>(cells, BlockRows).Clear();
            foreach (var column in lane.Columns) searches[column.Column].AddStates(block + (column.Column * BlockRows), cells);
            var row = Row(firstRow) + lane.Index;
            for (var i = 0; i < count; i++, row += Stride) *row = cells[i];
            new Span<byte>(cells, count).CopyTo(new Span<byte>(Lane(lane.Index) + firstRow, count));
        }
    }

    /// <summary>
    /// Turns rows into columns of <see cref="BlockRows"/> values, some columns at a time, so that each cache line is read once however
    /// wide a row is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(ReadOnlySpan<float> rows, int width, float* block)
    {
        const int ColumnsAtOnce = 16;
        fixed (float* values = rows)
        {
            for (var first = 0; first < width; first += ColumnsAtOnce)
            {
                var end = Math.Min(width, first + ColumnsAtOnce);
                var row = values;
                for (var i = 0; i < rows.Length / width; i++, row += width)
                {
                    for (var column = first; column < end; column++) block[(column * BlockRows) + i] = row[column];
                }
            }
        }
    }
}
