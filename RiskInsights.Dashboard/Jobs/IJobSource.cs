namespace RiskInsights.Dashboard.Jobs;

/// <summary>Makes jobs from their rows, on whichever replica took them.</summary>
public interface IJobSource
{
    /// <exception cref="InvalidOperationException">This program knows no such job, or cannot read its options.</exception>
    IJob Make(StoredJob job);
}
