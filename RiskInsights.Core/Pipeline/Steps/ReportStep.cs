using System.Globalization;
using System.Reflection;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>Puts the sections of the steps before it together and stores the report.</summary>
internal sealed class ReportStep(WarehouseDatabase warehouse, StepRuns stepRuns, ReportStore reports, TimeProvider time) : IPipelineStep
{
    private const string CountsSql = """
        SELECT (SELECT value FROM ops_properties WHERE name = 'currency') AS currency,
               (SELECT MIN(date_key) FROM agg_daily) AS first_date_key,
               (SELECT MAX(date_key) FROM agg_daily) AS last_date_key,
               (SELECT COUNT(*) FROM dim_clients) AS clients,
               (SELECT COUNT(*) FROM dim_accounts) AS accounts,
               (SELECT CAST(COALESCE(SUM(transaction_count), 0) AS BIGINT) FROM agg_daily) AS transactions,
               (SELECT COUNT(*) FROM fact_events) AS events
        """;

    private const string QualitySql = """
        SELECT COUNT(*) AS batches, CAST(COALESCE(SUM(read_rows), 0) AS BIGINT) AS read, CAST(COALESCE(SUM(loaded_rows), 0) AS BIGINT) AS loaded,
               CAST(COALESCE(SUM(unchanged_rows), 0) AS BIGINT) AS unchanged, CAST(COALESCE(SUM(quarantined_rows), 0) AS BIGINT) AS quarantined
        FROM ops_batches
        """;

    private const string RulesSql = """
        SELECT rule, COUNT(*) AS rows FROM ops_quarantine GROUP BY rule ORDER BY COUNT(*) DESC, rule
        """;

    public string Name => StepNames.Report;

    public double Weight => 0.5;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        var run = context.Run;
        var steps = await stepRuns.OfRunAsync(run.RunId, context.Cancellation);
        var report = new PipelineReport
        {
            Format = PipelineReport.CurrentFormat,
            MadeAt = time.GetUtcNow(),
            ProgramVersion = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Run = new RunSection
            {
                RunId = run.RunId,
                Asked = run.Trigger.ToString().ToLowerInvariant(),
                FireAt = run.FireAt,
                StartedBy = run.StartedBy,
                CreatedAt = run.CreatedAt,
                Steps = [.. steps.Where(s => s.Status != StepStatus.Running).Select(Of)],
            },
            Data = await DataAsync(context.Cancellation),
            Import = Of<ImportSection>(context, StepNames.Import),
            Features = Of<FeaturesSection>(context, StepNames.Features),
            Scores = Of<ScoreSection>(context, StepNames.Score),
            Anomalies = Of<AnomaliesSection>(context, StepNames.Anomalies),
            Exports = Of<ExportsSection>(context, StepNames.Exports),
        };
        var stored = await reports.AddAsync(run.RunId, report, context.Cancellation);
        return StepResult.Done(string.Create(CultureInfo.InvariantCulture, $"{reports.PathOf(stored.File)}: {stored.Bytes} bytes, SHA-256 {stored.Sha256}."), stored);
    }

    private static TSection Of<TSection>(StepContext context, string step)
        where TSection : class =>
        context.Section<TSection>(step) ?? throw new InvalidOperationException($"The step {step} left nothing for the report.");

    private static RunStep Of(StepRun step) => new(
        step.Step, step.Attempt, step.Status.ToString().ToLowerInvariant(), step.StartedAt, (step.FinishedAt - step.StartedAt)?.TotalSeconds, step.Message);

    private async Task<DataSection> DataAsync(CancellationToken cancellation)
    {
        var counts = await warehouse.RowAsync<Counts>(CountsSql, cancellation: cancellation);
        var quality = await warehouse.RowAsync<Quality>(QualitySql, cancellation: cancellation);
        return new DataSection
        {
            Currency = counts.Currency,
            FirstDay = counts.FirstDateKey is { } first ? TimeDimension.DateOf(first) : null,
            LastDay = counts.LastDateKey is { } last ? TimeDimension.DateOf(last) : null,
            Clients = counts.Clients,
            Accounts = counts.Accounts,
            Transactions = counts.Transactions,
            Events = counts.Events,
            Quality = new QualitySection
            {
                Batches = quality.Batches,
                Read = quality.Read,
                Loaded = quality.Loaded,
                Unchanged = quality.Unchanged,
                Quarantined = quality.Quarantined,
                QuarantinedByRule = [.. (await warehouse.RowsAsync<RuleRow>(RulesSql, cancellation: cancellation)).Select(r => new RuleRows(r.Rule, r.Rows))],
            },
        };
    }

    private sealed record Counts
    {
        public string? Currency { get; init; }

        public int? FirstDateKey { get; init; }

        public int? LastDateKey { get; init; }

        public long Clients { get; init; }

        public long Accounts { get; init; }

        public long Transactions { get; init; }

        public long Events { get; init; }
    }

    private sealed record Quality
    {
        public long Batches { get; init; }

        public long Read { get; init; }

        public long Loaded { get; init; }

        public long Unchanged { get; init; }

        public long Quarantined { get; init; }
    }

    private sealed record RuleRow
    {
        public string Rule { get; init; } = "";

        public long Rows { get; init; }
    }
}
