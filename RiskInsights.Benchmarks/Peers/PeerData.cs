using System.Runtime.InteropServices;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>
/// The files that ours and the peers read alike: two 32-bit numbers (rows, columns), the values row after row as 32-bit floats
/// (NaN is missing), one byte of label a row. The first four fifths train, the rest tests.
/// </summary>
internal sealed record PeerData(int Rows, int Width, float[] Values, byte[] Labels)
{
    public int TrainRows => (int)(0.8 * Rows);

    public FeatureColumn[] Columns => [.. Enumerable.Range(0, Width).Select(i => FeatureColumn.Numeric($"f{i}"))];

    public FeatureMatrix Train => new(Columns, Values[..(TrainRows * Width)]);

    public FeatureMatrix Test => new(Columns, Values[(TrainRows * Width)..]);

    public static PeerData Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<int> shape = stackalloc int[2];
        file.ReadExactly(MemoryMarshal.AsBytes(shape));
        var values = new float[shape[0] * shape[1]];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        var labels = new byte[shape[0]];
        file.ReadExactly(labels);
        return new PeerData(shape[0], shape[1], values, labels);
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes([Rows, Width]));
        file.Write(MemoryMarshal.AsBytes(Values.AsSpan()));
        file.Write(Labels);
    }

    /// <summary>
    /// The same rows without missing values: each takes the last value seen above it in its column, which keeps the column's distribution.
    /// </summary>
    public PeerData Complete()
    {
        var values = (float[])Values.Clone();
        var last = new float[Width];
        for (var i = 0; i < values.Length; i++)
        {
            ref var seen = ref last[i % Width];
            if (float.IsNaN(values[i])) values[i] = seen;
            seen = values[i];
        }
        return this with { Values = values };
    }

    /// <summary>As the logistic peer prepares them untimed: missing values take the median of the column's training rows.</summary>
    public PeerData Imputed()
    {
        var values = (float[])Values.Clone();
        for (var column = 0; column < Width; column++)
        {
            var known = Enumerable.Range(0, TrainRows).Select(row => Values[(row * Width) + column]).Where(v => !float.IsNaN(v)).Order().ToArray();
            var median = (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
            for (var i = column; i < values.Length; i += Width)
            {
                if (float.IsNaN(values[i])) values[i] = median;
            }
        }
        return this with { Values = values };
    }
}
