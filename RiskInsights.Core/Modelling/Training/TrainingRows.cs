using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Exploration;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>Client × as-of date with what became of each, by date, and within a date by client.</summary>
public sealed class TrainingRows
{
    private readonly int[] _starts;

    /// <param name="starts">The first row of each date.</param>
    internal TrainingRows(IReadOnlyList<DateOnly> dates, int[] starts, int[] clientKeys, FeatureMatrix features, byte[] labels)
    {
        (Dates, _starts, ClientKeys, Features, Labels) = (dates, starts, clientKeys, features, labels);
        foreach (var label in labels)
            Positives += label;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DateOnly> Dates { get; }

    public FeatureMatrix Features { get; }

    /// <summary>1 where it came to pass.</summary>
    public byte[] Labels { get; }

    internal int[] ClientKeys { get; }

    public int Count => Labels.Length;

    public int Positives { get; }

    /// <summary>Clients with a row of label 1: what came to pass is one event, in however many windows it falls.</summary>
    public int Events => ClientKeys.Where((_, row) => Labels[row] == 1).Distinct().Count();

    /// <summary>It came to pass in every row.</summary>
    public bool IsOneClass => Count > 0 && Positives == Count;

    /// <summary>SHA-256 of features and labels: equal data, equal fingerprint.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Features.Values));
        hash.AppendData(Labels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The as-of date of each row.</summary>
    internal DateOnly[] DateOfRows()
    {
        var dates = new DateOnly[Count];
        for (var i = 0; i < Dates.Count; i++)
            Array.Fill(dates, Dates[i], _starts[i], End(i) - _starts[i]);
        return dates;
    }

    /// <summary>The date at a place of <see cref="Dates"/>, with the numbers of its rows and of those with label 1.</summary>
    internal ExploredDate CountOf(int date)
    {
        var (rows, positives) = (End(date) - _starts[date], 0);
        foreach (var label in Labels.AsSpan(_starts[date], rows))
            positives += label;
        return new ExploredDate(Dates[date], rows, positives);
    }

    /// <summary>The places of a date's rows.</summary>
    internal IEnumerable<int> RowsOf(int date) => Enumerable.Range(_starts[date], End(date) - _starts[date]);

    /// <summary>
    /// The rows of the newest date, and those of the earlier ones whose window ends before it: with monthly dates, the same
    /// default would stand on both sides otherwise.
    /// </summary>
    internal (TrainingRows Earlier, TrainingRows Newest) SplitNewest()
    {
        var earlier = Dates.Count(d => d.AddDays(AsOfDates.WindowDays) <= Dates[^1]);
        return (Of(0, earlier), Of(Dates.Count - 1, Dates.Count));
    }

    /// <summary>The rows of the dates from one to before another.</summary>
    internal TrainingRows Of(int firstDate, int endDate)
    {
        var first = firstDate < Dates.Count ? _starts[firstDate] : Count;
        var end = endDate > 0 ? End(endDate - 1) : 0;
        return new TrainingRows(
            [.. Dates.Skip(firstDate).Take(endDate - firstDate)],
            [.. _starts[firstDate..endDate].Select(s => s - first)],
            ClientKeys[first..end],
            new FeatureMatrix(Features.Columns, Features.Values[(first * Features.Width)..(end * Features.Width)].ToArray()),
            Labels[first..end]);
    }

    private int End(int date) => date + 1 < _starts.Length ? _starts[date + 1] : Count;
}
