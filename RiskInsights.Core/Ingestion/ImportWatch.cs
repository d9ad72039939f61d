using System.Diagnostics;
using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion;

/// <summary>Turns bytes and rows of one file into progress of the whole import, at most some times a second.</summary>
/// <param name="bytes">The file's length.</param>
/// <param name="start">Share of the import that was done before this file.</param>
/// <param name="weight">Share of the import that this file is.</param>
internal sealed class ImportWatch(IProgress<ImportProgress>? progress, string file, long bytes, double start, double weight)
{
    // Hashing and surveying pass over the bytes much faster than loading does.
    private const double CheckWeight = 0.1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private volatile bool _hasBegun;
    private long _reportedAt;
    private string _step = "";

    /// <summary>The file's turn has come: until then nothing is told of it.</summary>
    public void Begin() => _hasBegun = true;

    public void Checked(long done) => Report("Checking", 0, CheckWeight * done / bytes);

    public void Waiting() => Report("Waiting for other loads to end", 0, CheckWeight);

    public void Loaded(BatchCounts counts, long done) =>
        Report("Loading", counts.Read, CheckWeight + ((1 - CheckWeight) * done / bytes));

    public void Done(BatchReport batch) => Report("Done", 0, 1, batch);

    private void Report(string step, long rows, double share, BatchReport? batch = null)
    {
        var isNewStep = !string.Equals(step, _step, StringComparison.Ordinal);
        if (progress is null || !_hasBegun || (!isNewStep && Stopwatch.GetElapsedTime(_reportedAt) < Interval))
            return;
        (_reportedAt, _step) = (Stopwatch.GetTimestamp(), step);
        progress.Report(new ImportProgress(file, step, rows, start + (weight * Math.Min(share, 1))) { Report = batch });
    }
}
