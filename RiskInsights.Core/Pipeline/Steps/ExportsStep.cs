using System.Globalization;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>Writes every table as CSV, always: verdicts change without a load.</summary>
internal sealed class ExportsStep(ExportService exports) : IPipelineStep
{
    public string Name => StepNames.Exports;

    public double Weight => 2;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        var written = await exports.ExportAsync([], context.Run.StartedBy, context.Report, context.Cancellation);
        return StepResult.Done(
            string.Create(CultureInfo.InvariantCulture, $"{written.Count} tables, {written.Sum(w => (long)w.RowCount)} rows."),
            new ExportsSection([.. written.Select(w => new ExportedTable(w.Name, w.FileName, w.RowCount, w.ByteCount, w.FileSha256))]));
    }
}
