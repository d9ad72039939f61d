namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Log-odds of many rows by a <see cref="FlatForest"/>, block by block.</summary>
internal static unsafe class ForestPrediction
{
    private const int BlocksInPiece = 64;
    private const int RowsInPiece = BlocksInPiece * FlatForest.BlockRows;

    /// <summary>The number of pieces that <see cref="AddPiece"/> knows.</summary>
    public static int Pieces(int rows) => (rows + RowsInPiece - 1) / RowsInPiece;

    /// <summary>Adds the trees to the log-odds of one piece of the rows.</summary>
    /// <returns>The rows of the piece: the first, and how many.</returns>
    public static (int First, int Count) AddPiece(FlatForest forest, FeatureMatrix features, float[] logits, int piece)
    {
        var first = piece * RowsInPiece;
        var end = Math.Min(features.Rows, first + RowsInPiece);
        var block = new float[Math.Max(1, forest.Columns.Length) * FlatForest.BlockRows];
        var sums = stackalloc float[FlatForest.BlockRows];
        fixed (float* values = block)
        {
            for (var row = first; row < end; row += FlatForest.BlockRows)
            {
                var count = Math.Min(FlatForest.BlockRows, end - row);
                for (var i = 0; i < count; i++) Transpose(features.Row(row + i), forest.Columns, values + i);
                logits.AsSpan(row, count).CopyTo(new Span<float>(sums, count));
                forest.AddBlock(values, sums);
                new Span<float>(sums, count).CopyTo(logits.AsSpan(row));
            }
        }
        return (first, end - first);
    }

    private static void Transpose(ReadOnlySpan<float> row, int[] columns, float* to)
    {
        for (var i = 0; i < columns.Length; i++) to[i * FlatForest.BlockRows] = row[columns[i]];
    }
}
