using System.Text.Json;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Loads a folder. Result: an <see cref="ImportOutcome"/> for each file, as JSON.</summary>
internal sealed class ImportFolderJob(Importer importer, PortfolioRepository portfolio, string directory, string source) : IJob
{
    public string Kind => JobKinds.Import;

    public string Subject => Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));

    public string Options => JsonSerializer.Serialize(new WhatToImport { Directory = directory, Source = source });

    public bool NeedsThisFolder => true;

    public async Task<string?> RunAsync(JobContext context)
    {
        var reports = await importer.ImportFolderAsync(directory, source, context.StartedBy, new ImportReporting(context), context.Cancellation);
        context.Report("job_reading_aggregates", 0.98);
        await portfolio.WarmUpAsync(context.Cancellation);
        return JsonSerializer.Serialize(reports.Select(r => ImportOutcome.Of(r, r.FileName)));
    }
}
