using System.Runtime.InteropServices;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Benchmarks.Peers;

/// <summary>
/// The files that ours and the peers read alike: two 32-bit numbers (rows, columns), the values row after row as 32-bit floats
/// (NaN is missing), one byte of label a row. The first four fifths train, the rest tests; both are kept apart, so that neither is
/// copied for a matrix.
/// </summary>
internal sealed record PeerData(int Width, float[] Train, float[] Test, byte[] TrainLabels, byte[] TestLabels)
{
    public FeatureColumn[] Columns => [.. Enumerable.Range(0, Width).Select(i => FeatureColumn.Numeric($"f{i}"))];

    public FeatureMatrix TrainRows => new(Columns, Train);

    public FeatureMatrix TestRows => new(Columns, Test);

    /// <summary>All rows of the file, repeated until there are a million.</summary>
    public FeatureMatrix Million()
    {
        var once = Train.Length + Test.Length;
        var values = new float[Math.Max(1, 1_000_000 * Width / once) * once];
        for (var at = 0; at < values.Length; at += once)
        {
            Train.CopyTo(values, at);
            Test.CopyTo(values, at + Train.Length);
        }
        return new FeatureMatrix(Columns, values);
    }

    public static PeerData Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<int> shape = stackalloc int[2];
        file.ReadExactly(MemoryMarshal.AsBytes(shape));
        var trainRows = (int)(0.8 * shape[0]);
        return new PeerData(
            shape[1], Filled(new float[trainRows * shape[1]]), Filled(new float[(shape[0] - trainRows) * shape[1]]),
            Filled(new byte[trainRows]), Filled(new byte[shape[0] - trainRows]));

        T[] Filled<T>(T[] values) where T : struct
        {
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes([TrainLabels.Length + TestLabels.Length, Width]));
        file.Write(MemoryMarshal.AsBytes(Train.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(Test.AsSpan()));
        file.Write(TrainLabels);
        file.Write(TestLabels);
    }

    /// <summary>
    /// The same rows without missing values: each takes the last value seen above it in its column, which keeps the column's distribution.
    /// </summary>
    public PeerData Complete() => this with { Train = Complete(Train), Test = Complete(Test) };

    /// <summary>As the logistic peer prepares them untimed: missing values take the median of the column's training rows.</summary>
    public PeerData Imputed()
    {
        var (train, test) = ((float[])Train.Clone(), (float[])Test.Clone());
        for (var column = 0; column < Width; column++)
        {
            var known = Enumerable.Range(0, TrainLabels.Length).Select(row => Train[(row * Width) + column]).Where(v => !float.IsNaN(v)).Order().ToArray();
            var median = (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
            Fill(train, column, median);
            Fill(test, column, median);
        }
        return this with { Train = train, Test = test };
    }

    private void Fill(float[] values, int column, float value)
    {
        for (var i = column; i < values.Length; i += Width)
        {
            if (float.IsNaN(values[i])) values[i] = value;
        }
    }

    private float[] Complete(float[] source)
    {
        var values = (float[])source.Clone();
        var last = new float[Width];
        for (var i = 0; i < values.Length; i++)
        {
            ref var seen = ref last[i % Width];
            if (float.IsNaN(values[i])) values[i] = seen;
            seen = values[i];
        }
        return values;
    }
}
