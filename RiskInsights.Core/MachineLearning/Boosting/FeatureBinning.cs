using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Finds the bins of every column.</summary>
internal static class FeatureBinning
{
    /// <summary>Where there are more rows, the edges are those of a sample of this size: off by a fraction of a bin.</summary>
    private const int MostSampleRows = 1 << 18;

    /// <summary>As many as are looked for by vectors.</summary>
    private const int FewDistinct = 3;

    /// <summary>Neighbouring columns that are gathered together: some cache lines of a row.</summary>
    private const int ColumnsInPiece = 32;

    /// <exception cref="ArgumentException">A column has more categories than <paramref name="mostBins"/>.</exception>
    /// <exception cref="TrainingRefusedException">A column without a value, or one that holds a single value where that is not allowed.</exception>
    public static ColumnBins[] Find(FeatureMatrix features, int mostBins, bool allowConstantColumns, WorkerTeam team, string argument)
    {
        foreach (var column in features.Columns)
        {
            if (column.Categories.Count > mostBins)
                throw new ArgumentException(Invariant($"Column '{column.Name}' has {column.Categories.Count} categories; the most is MaxBins, {mostBins}."), argument);
        }
        var missing = ColumnsWithMissing(features);
        var rows = SampleRows(features.Rows);
        var found = new ColumnBins?[features.Width];
        var constant = new bool[features.Width];
        var pieces = (features.Width + ColumnsInPiece - 1) / ColumnsInPiece;
        team.Run(Math.Min(team.Threads, pieces), member =>
        {
            using var sample = new NativeBuffer<float>((long)ColumnsInPiece * rows.Length);
            using var room = new NativeBuffer<float>(Math.Max(features.Rows, FewDistinct));
            for (var first = member * ColumnsInPiece; first < features.Width; first += team.Threads * ColumnsInPiece)
            {
                var count = Math.Min(ColumnsInPiece, features.Width - first);
                Gather(features, rows, first, count, sample.Span);
                for (var j = first; j < first + count; j++)
                {
                    var values = sample.Span.Slice((j - first) * rows.Length, rows.Length);
                    if (missing[j]) values = WithoutMissing(values);
                    // The sample may have missed the few rows in which the column says something.
                    if (IsConstant(values) && rows.Length < features.Rows) values = WithoutMissing(features.Column(j));
                    if (values.IsEmpty) continue;
                    constant[j] = IsConstant(values) && !missing[j];
                    found[j] = Bins(features.Columns[j], j, values, room.Span, mostBins, missing[j]);
                }
            }
        });
        for (var j = 0; j < found.Length; j++)
        {
            if (found[j] is null) throw new TrainingRefusedException(argument, $"Column '{features.Columns[j].Name}' has no value in any row.");
            if (constant[j] && !allowConstantColumns)
                throw new TrainingRefusedException(argument, $"Column '{features.Columns[j].Name}' has the same value in all rows.");
        }
        return found!;
    }

    private static ColumnBins Bins(FeatureColumn column, int index, Span<float> values, Span<float> room, int mostBins, bool hasMissing)
    {
        if (column.IsCategorical) return new ColumnBins(index, [], column.Categories.Count, IsCategorical: true, hasMissing);
        var few = room[..FewDistinct];
        var distinct = Distinct(values, few);
        if (distinct > 0) values = few[..distinct];
        else FloatSort.Sort(values, room);
        var edges = BinEdges.Of(values, mostBins);
        return new ColumnBins(index, edges, edges.Length + 1, IsCategorical: false, hasMissing);
    }

    /// <summary>
    /// The distinct values, ascending, where there are at most <see cref="FewDistinct"/>, else 0: thousands of yes-or-no columns
    /// need no sorting.
    /// </summary>
    private static int Distinct(ReadOnlySpan<float> values, Span<float> few)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var known = MemoryMarshal.Cast<float, uint>(few);
        var count = 0;
        for (var next = 0; next >= 0;)
        {
            if (count == few.Length) return 0;
            known[count++] = bits[next];
            next = bits.IndexOfAnyExcept(known[..count]);
        }
        few[..count].Sort();
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool[] ColumnsWithMissing(FeatureMatrix features)
    {
        var seen = new float[features.Width];
        for (var row = 0; row < features.Rows; row++)
        {
            var values = features.Row(row);
            var j = 0;
            // NaN is kept by every sum; a value times 0 adds nothing (there are no infinities).
            for (; j <= values.Length - Vector<float>.Count; j += Vector<float>.Count)
                (new Vector<float>(seen, j) + (new Vector<float>(values[j..]) * Vector<float>.Zero)).CopyTo(seen, j);
            for (; j < values.Length; j++) seen[j] += values[j] * 0;
        }
        return Array.ConvertAll(seen, float.IsNaN);
    }

    /// <summary>All rows, or one at random from each of <see cref="MostSampleRows"/> stretches of equal length.</summary>
    private static int[] SampleRows(int rows)
    {
        if (rows <= MostSampleRows) return [.. Enumerable.Range(0, rows)];
        // A fixed seed: the options' seed is for what a caller may want to vary, and bins are not.
        var random = new RandomStream(seed: 0);
        var sample = new int[MostSampleRows];
        for (var i = 0; i < sample.Length; i++)
        {
            var start = (int)((long)i * rows / MostSampleRows);
            var end = (int)((i + 1L) * rows / MostSampleRows);
            sample[i] = start + random.Next(end - start);
        }
        return sample;
    }

    /// <summary>
    /// The sample's values of some neighbouring columns, column after column; turned in small blocks, for so many columns written at
    /// once would push one another out of the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(FeatureMatrix features, int[] rows, int firstColumn, int columns, Span<float> sample)
    {
        const int BlockRows = 64;
        var block = new float[columns * BlockRows];
        for (var first = 0; first < rows.Length; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Length - first);
            for (var i = 0; i < count; i++)
            {
                var row = features.Row(rows[first + i]).Slice(firstColumn, columns);
                for (var j = 0; j < row.Length; j++) block[(j * BlockRows) + i] = row[j];
            }
            for (var j = 0; j < columns; j++)
                block.AsSpan(j * BlockRows, count).CopyTo(sample[((j * rows.Length) + first)..]);
        }
    }

    /// <summary>Moves the values that are not NaN to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<float> WithoutMissing(Span<float> values)
    {
        var kept = 0;
        foreach (var value in values)
        {
            values[kept] = value;
            kept += float.IsNaN(value) ? 0 : 1;
        }
        return values[..kept];
    }

    private static bool IsConstant(ReadOnlySpan<float> values)
    {
        // 0 and −0 differ in their bits and are one value all the same.
        var bits = MemoryMarshal.Cast<float, uint>(values);
        if (values.IsEmpty || !bits.ContainsAnyExcept(bits[0])) return true;
        return values[0] == 0 && !values.ContainsAnyExcept(0f);
    }
}
