using RiskInsights.Core.Ingestion;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Hands an import's progress to its job.</summary>
internal sealed class ImportReporting(JobContext context) : IProgress<ImportProgress>
{
    public void Report(ImportProgress value) => context.Report(value.FileName, value.Share * 0.97);
}
