namespace RiskInsights.Core.Ingestion;

/// <summary>How far an import has come.</summary>
/// <param name="FileName">The file that is being read.</param>
/// <param name="Step">What is being done, as a text for a progress bar.</param>
/// <param name="Rows">Rows read of this file so far.</param>
/// <param name="Share">Share of all the bytes of this import that are done, 0 to 1.</param>
public sealed record ImportProgress(string FileName, string Step, long Rows, double Share)
{
    /// <summary>What became of the file, once it is in the warehouse and safe there; null before.</summary>
    public BatchReport? Report { get; init; }
}
