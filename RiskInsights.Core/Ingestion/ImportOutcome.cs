namespace RiskInsights.Core.Ingestion;

/// <summary>What became of one file of several: a report, or the rule that refused the whole file.</summary>
public sealed record ImportOutcome
{
    public required string FileName { get; init; }

    /// <summary>Null when the file was refused.</summary>
    public BatchReport? Report { get; init; }

    /// <summary>The <see cref="Rule.Id"/> that refused the file; null when it was loaded.</summary>
    public string? RefusedBy { get; init; }

    /// <summary>What is wrong with the file, as a sentence that names it; null when it was loaded.</summary>
    public string? Refusal { get; init; }

    public static ImportOutcome Of(BatchReport report, string fileName) => new() { FileName = fileName, Report = report };

    public static ImportOutcome Of(ImportRefusedException refusal) =>
        new() { FileName = refusal.FileName, RefusedBy = refusal.Rule.Id, Refusal = refusal.Message };
}
