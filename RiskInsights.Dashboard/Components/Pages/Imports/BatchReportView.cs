using RiskInsights.Core.Ingestion;

namespace RiskInsights.Dashboard.Components.Pages.Imports;

/// <summary>One load and what it turned away.</summary>
/// <param name="Batch">Null when there is no such load.</param>
/// <param name="Sample">The first rows that each rule turned away.</param>
internal sealed record BatchReportView(BatchRow? Batch, IReadOnlyList<RuleCount> Rules, IReadOnlyList<QuarantinedRow> Sample)
{
    public const int RowsByRule = 3;

    public static async Task<BatchReportView> ReadAsync(BatchRepository batches, long batchId, CancellationToken cancellation) => new(
        await batches.BatchOrNullAsync(batchId, cancellation),
        await batches.QuarantineByRuleAsync(batchId, cancellation),
        await batches.QuarantineSampleAsync(batchId, RowsByRule, cancellation));
}
