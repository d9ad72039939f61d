using System.Text.Json;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Loads files that were uploaded and removes them afterwards. Result: the batches' reports as JSON.</summary>
internal sealed class ImportFilesJob(Importer importer, PortfolioRepository portfolio, IReadOnlyList<string> paths) : IJob
{
    public string Kind => JobKinds.Import;

    public string Subject => string.Join(", ", paths.Select(Path.GetFileName));

    public async Task<string?> RunAsync(JobContext context)
    {
        try
        {
            var reports = await importer.ImportFilesAsync(paths, context.StartedBy, new ImportReporting(context), context.Cancellation);
            context.Report("job_reading_aggregates", 0.98);
            await portfolio.WarmUpAsync(context.Cancellation);
            return JsonSerializer.Serialize(reports);
        }
        finally
        {
            foreach (var path in paths)
                File.Delete(path);
        }
    }
}
