using System.Text.Json;
using System.Text.Json.Serialization;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.ModelRegistry.Runs.Queries;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>Every training and every trial, however it ended. A run is written once, at its end, and never changes.</summary>
public sealed class TrainingRuns(WarehouseDatabase warehouse, TimeProvider time)
{
    /// <summary>Characters of <see cref="TrainingRun.Message"/> that are kept.</summary>
    public const int LongestMessage = 2000;

    private const string AddSql = """
        INSERT INTO ml_runs (run_id, model_name, kind, parent_run_id, status, algorithm, parameters, metrics, version, data_fingerprint,
                             code_version, message, curves, started_by, started_at, finished_at)
        VALUES (@RunId, @ModelName, @Kind, @ParentRunId, @Status, @Algorithm, @parameters, @metrics, @Version, @DataFingerprint,
                @codeVersion, @message, @curves, @StartedBy, @StartedAt, @finishedAt)
        RETURNING run_number
        """;

    private const string ListSql = """
        SELECT run_number, run_id, model_name, kind, parent_run_id, status, algorithm, parameters, metrics, version, data_fingerprint,
               code_version, message, CAST(NULL AS TEXT) AS curves, started_by, started_at, finished_at
        FROM ml_runs
        """;

    private const string FindSql = """
        SELECT run_number, run_id, model_name, kind, parent_run_id, status, algorithm, parameters, metrics, version, data_fingerprint,
               code_version, message, curves, started_by, started_at, finished_at
        FROM ml_runs
        WHERE run_number IN @numbers
        """;

    // What could not be computed is "NaN", which JSON has no number for.
    private static readonly JsonSerializerOptions Metrics = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The query behind every list; filters and order come after it.</summary>
    public static string Query => ListSql;

    /// <summary>Writes the run in <paramref name="writer"/>'s transaction: the one that stores its version, so that neither is there without the other.</summary>
    /// <returns>Its number.</returns>
    public long Add(WarehouseWriter writer, TrainingRun run) => writer.Row<long>(AddSql, new
    {
        run.RunId,
        run.ModelName,
        run.Kind,
        run.ParentRunId,
        run.Status,
        run.Algorithm,
        parameters = RunParameters.ToJson(run.Parameters),
        metrics = JsonSerializer.Serialize(run.Metrics, Metrics),
        run.Version,
        run.DataFingerprint,
        codeVersion = ProgramVersion.Current,
        message = run.Message is { Length: > LongestMessage } message ? message[..LongestMessage] : run.Message,
        curves = run.Curves?.ToJson(),
        run.StartedBy,
        run.StartedAt,
        finishedAt = time.GetUtcNow(),
    });

    /// <summary>Writes a run that stores nothing else: a trial, or one that gave no version.</summary>
    /// <returns>Its number.</returns>
    public Task<long> AddAsync(TrainingRun run) => warehouse.WriteAsync(writer => Add(writer, run));

    /// <summary>
    /// Writes down how a run ended that threw: cancelled, refused or failed, with the reason. Never throws itself: whatever
    /// keeps it from being written is less than <paramref name="error"/>, which the caller is about to throw on.
    /// </summary>
    public async Task AddEndedAsync(TrainingRun run, Exception error)
    {
        try
        {
            await AddAsync(run with
            {
                Status = error switch
                {
                    OperationCanceledException => RunStatus.Cancelled,
                    TrainingRefusedException => RunStatus.Refused,
                    _ => RunStatus.Failed,
                },
                Message = error switch
                {
                    OperationCanceledException => null,
                    TrainingRefusedException refused => refused.Reason,
                    _ => error.Message,
                },
            });
        }
#pragma warning disable CA1031 // A warehouse that is away is what the caller's error is about already; so is a job that another replica has taken over.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The caller's error says more.
        }
    }

    /// <summary>The runs that a filter lets through.</summary>
    /// <exception cref="RunQueryException">The filter names what no run has.</exception>
    public async Task<RunList> ListAsync(RunFilter filter, RunOrder? order = null, CancellationToken cancellation = default)
    {
        // Everything is read and sorted where reads run: not on the thread of the page that asks.
        var collected = new RunCollector(filter, order ?? RunOrder.Newest);
        await warehouse.ForEachAsync<RunRow>(ListSql, null, row => collected.Add(Of(row)), cancellation);
        return await Task.Run(collected.ToList, cancellation);
    }

    /// <summary>These runs with their curves, in the order asked for; a number that no run has is left out.</summary>
    public async Task<IReadOnlyList<StoredRun>> FindAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellation = default)
    {
        if (numbers.Count == 0)
            return [];
        var found = new Dictionary<long, StoredRun>();
        await warehouse.ForEachAsync<RunRow>(FindSql, new { numbers }, row => found[row.RunNumber] = Of(row), cancellation);
        return [.. numbers.Distinct().Where(found.ContainsKey).Select(n => found[n])];
    }

    private static StoredRun Of(RunRow row) => new()
    {
        Number = row.RunNumber,
        RunId = row.RunId,
        ModelName = row.ModelName,
        Kind = row.Kind,
        ParentRunId = row.ParentRunId,
        Status = row.Status,
        Algorithm = row.Algorithm,
        Parameters = RunParameters.Parse(row.Parameters),
        Metrics = JsonSerializer.Deserialize<Dictionary<string, double>>(row.Metrics, Metrics)!,
        Version = row.Version,
        DataFingerprint = row.DataFingerprint,
        CodeVersion = row.CodeVersion,
        Message = row.Message,
        Curves = RunCurves.Parse(row.Curves),
        StartedBy = row.StartedBy,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
    };

    private sealed record RunRow
    {
        public long RunNumber { get; init; }

        public string RunId { get; init; } = "";

        public string ModelName { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? ParentRunId { get; init; }

        public string Status { get; init; } = "";

        public string Algorithm { get; init; } = "";

        public string Parameters { get; init; } = "";

        public string Metrics { get; init; } = "";

        public int? Version { get; init; }

        public string DataFingerprint { get; init; } = "";

        public string CodeVersion { get; init; } = "";

        public string? Message { get; init; }

        public string? Curves { get; init; }

        public string StartedBy { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset FinishedAt { get; init; }
    }
}
