using System.Globalization;
using RiskInsights.Core.Exports;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary><c>/downloads/runs.csv</c>: the runs that are filtered, one a row, with a column for every parameter and metric that one of them has.</summary>
internal static class RunDownloads
{
    private static readonly string[] Facts =
    [
        "run", "run_id", "model", "kind", "parent_run_id", "status", "algorithm", "version", "started_by", "started_at", "finished_at",
        "seconds", "data_fingerprint", "code_version", "message",
    ];

    public static void MapRunsCsv(this WebApplication app) => app.MapGet("/downloads/runs.csv", RunsAsync);

    private static async Task<IResult> RunsAsync(HttpRequest request, TrainingRuns runs, CancellationToken cancellation)
    {
        try
        {
            var list = await runs.ListAsync(RunViews.FilterOf(request.QueryString.Value), RunViews.OrderOf(request.QueryString.Value), cancellation);
            return Downloads.Streamed("runs.csv", (stream, _) => Task.Run(() => Write(list.Runs, stream), CancellationToken.None));
        }
        catch (RunQueryException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static void Write(IReadOnlyList<StoredRun> runs, Stream stream)
    {
        var parameters = Names(runs.SelectMany(r => r.Parameters.Keys));
        var metrics = Names(runs.SelectMany(r => r.Metrics.Keys));
        using var table = CsvTable.To(stream);
        table.Header([.. Facts, .. parameters.Select(p => RunFields.Parameter + p), .. metrics.Select(m => RunFields.Metric + m)]);
        foreach (var run in runs)
        {
            table.Row(
                [
                    .. FactsOf(run),
                    .. parameters.Select(p => run.Parameters.TryGetValue(p, out var value) ? value.Text : ""),
                    .. metrics.Select(m => run.Metrics.TryGetValue(m, out var value) && double.IsFinite(value) ? RunValue.Of(value).Text : ""),
                ]);
        }
    }

    private static IEnumerable<string> FactsOf(StoredRun run) =>
    [
        run.Number.ToString(CultureInfo.InvariantCulture),
        run.RunId,
        run.ModelName,
        run.Kind,
        run.ParentRunId ?? "",
        run.Status,
        run.Algorithm,
        run.Version?.ToString(CultureInfo.InvariantCulture) ?? "",
        run.StartedBy,
        Moment(run.StartedAt),
        Moment(run.FinishedAt),
        (run.FinishedAt - run.StartedAt).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        run.DataFingerprint,
        run.CodeVersion,
        run.Message ?? "",
    ];

    private static IReadOnlyList<string> Names(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
