using System.IO.Compression;
using System.Runtime.InteropServices;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>What a version said of each row of its test, kept with it: any two versions can be compared on the rows that both were tested on.</summary>
internal sealed class TestScores
{
    private readonly int[] _clientKeys;
    private readonly int[] _dateKeys;
    private readonly byte[] _labels;
    private readonly double[] _probabilities;

    private TestScores(int[] clientKeys, int[] dateKeys, byte[] labels, double[] probabilities) =>
        (_clientKeys, _dateKeys, _labels, _probabilities) = (clientKeys, dateKeys, labels, probabilities);

    public int Rows => _labels.Length;

    public static TestScores Of(TrainingRows test, double[] probabilities) =>
        new(test.ClientKeys, Array.ConvertAll(test.DateOfRows(), TimeDimension.KeyOf), test.Labels, probabilities);

    /// <summary>The rows' parts one after the other, each in the machine's own order of bytes, compressed.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(BitConverter.GetBytes(Rows));
            packed.Write(MemoryMarshal.AsBytes(_clientKeys.AsSpan()));
            packed.Write(MemoryMarshal.AsBytes(_dateKeys.AsSpan()));
            packed.Write(_labels);
            packed.Write(MemoryMarshal.AsBytes(_probabilities.AsSpan()));
        }

        return bytes.ToArray();
    }

    public static TestScores FromBytes(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Span<byte> length = stackalloc byte[sizeof(int)];
        packed.ReadExactly(length);
        var rows = BitConverter.ToInt32(length);
        var scores = new TestScores(new int[rows], new int[rows], new byte[rows], new double[rows]);
        packed.ReadExactly(MemoryMarshal.AsBytes(scores._clientKeys.AsSpan()));
        packed.ReadExactly(MemoryMarshal.AsBytes(scores._dateKeys.AsSpan()));
        packed.ReadExactly(scores._labels);
        packed.ReadExactly(MemoryMarshal.AsBytes(scores._probabilities.AsSpan()));
        return scores;
    }

    /// <summary>DeLong's test, by clients, of this version less another, on the rows that both have; null where those do not allow it.</summary>
    /// <param name="isNewer">Whether this version was trained after the other. What became of a client is taken from the newer one: a default
    /// that was reported between the two trainings happened for both.</param>
    public PairedAuc? Against(TestScores other, bool isNewer)
    {
        var places = new Dictionary<(int, int), int>(other.Rows);
        for (var i = 0; i < other.Rows; i++)
            places[(other._clientKeys[i], other._dateKeys[i])] = i;
        var (clients, labels, mine, theirs) = (new List<int>(), new List<byte>(), new List<double>(), new List<double>());
        for (var i = 0; i < Rows; i++)
        {
            if (!places.TryGetValue((_clientKeys[i], _dateKeys[i]), out var j))
                continue;
            clients.Add(_clientKeys[i]);
            labels.Add(isNewer ? _labels[i] : other._labels[j]);
            mine.Add(_probabilities[i]);
            theirs.Add(other._probabilities[j]);
        }

        var positives = labels.Sum(l => l);
        if (positives < 2 || labels.Count - positives < 2 || clients.TrueForAll(c => c == clients[0]))
            return null;
        byte[] common = [.. labels];
        double[] a = [.. mine], b = [.. theirs];
        var test = DeLongTest.Of(common, a, b, clients);
        return new PairedAuc(labels.Count, positives, RocAuc.Of(common, a), RocAuc.Of(common, b), test.Difference, test.StandardError, test.PValue);
    }
}

/// <summary>Two versions on the same rows (DeLong 1988).</summary>
/// <param name="Rows">Client × as-of date that both were tested on.</param>
/// <param name="Difference">AUC of this version less that of the other.</param>
/// <param name="PValue">Two-sided, in [0, 1]; small speaks against equal AUCs.</param>
public sealed record PairedAuc(int Rows, int Positives, double Auc, double OtherAuc, double Difference, double StandardError, double PValue)
{
    public double Low => Difference - (1.96 * StandardError);

    public double High => Difference + (1.96 * StandardError);
}
