using System.Text.Json;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>
/// Loads files that were uploaded and removes them afterwards. Result: an <see cref="ImportOutcome"/> for each file, as JSON;
/// it fails when every file was refused.
/// </summary>
internal sealed class ImportFilesJob(Importer importer, PortfolioRepository portfolio, Upload upload) : IJob, IDisposable
{
    public string Kind => JobKinds.Import;

    /// <summary>The upload's number and the first file's name: two uploads of one name are two imports.</summary>
    public string Subject { get; } =
        $"{upload.Id}/{Path.GetFileName(upload.Paths.Count > 0 ? upload.Paths[0] : "")}{(upload.Paths.Count > 1 ? $" + {upload.Paths.Count - 1}" : "")}";

    public string Options => JsonSerializer.Serialize(new WhatToImport { Upload = upload.Id });

    public bool NeedsThisFolder => true;

    public async Task<string?> RunAsync(JobContext context)
    {
        if (upload.Paths.Count == 0)
            throw new InvalidOperationException("The files that were sent are no longer there: send them again. Nothing was loaded.");
        var outcomes = await importer.ImportEachAsync(upload.Paths, context.StartedBy, new ImportReporting(context), context.Cancellation);
        var result = JsonSerializer.Serialize(outcomes);
        if (outcomes.All(o => o.Report is null))
            throw new JobFailedException(string.Join(Environment.NewLine, outcomes.Select(o => o.Refusal)), result);
        context.Report("job_reading_aggregates", 0.98);
        await portfolio.WarmUpAsync(context.Cancellation);
        return result;
    }

    public void Dispose() => upload.Dispose();
}
