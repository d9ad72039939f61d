using System.Text.Json;
using RiskInsights.Core.Exports;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Writes tables as CSV. Result: <c>{"files": n, "rows": n}</c>.</summary>
internal sealed class ExportJob(ExportService exports, IReadOnlyCollection<string> names) : IJob
{
    public string Kind => JobKinds.Export;

    public string Subject => names.Count == 0 ? "all" : string.Join(',', names.Order(StringComparer.Ordinal));

    public string Options => JsonSerializer.Serialize(names);

    public async Task<string?> RunAsync(JobContext context)
    {
        var files = await exports.ExportAsync(names, context.StartedBy, (name, share) => context.Report(name, share), context.Cancellation);
        return JsonSerializer.Serialize(new { files = files.Count, rows = files.Sum(f => f.RowCount) });
    }
}
