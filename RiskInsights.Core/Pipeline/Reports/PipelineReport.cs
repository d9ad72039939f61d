namespace RiskInsights.Core.Pipeline.Reports;

/// <summary>
/// What a run found, as <c>data/reports/report_YYYYMMDD_HHMMSS.json</c> holds it. Every property is described in
/// <c>docs/report.schema.json</c>; a change there that breaks a reader takes a new <see cref="CurrentFormat"/>.
/// </summary>
public sealed record PipelineReport
{
    public const string CurrentFormat = "riskinsights.report/1";

    public required string Format { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string ProgramVersion { get; init; }

    public required RunSection Run { get; init; }

    public required DataSection Data { get; init; }

    public required ImportSection Import { get; init; }

    public required FeaturesSection Features { get; init; }

    public required ScoreSection Scores { get; init; }

    public required AnomaliesSection Anomalies { get; init; }

    public required ExportsSection Exports { get; init; }
}

/// <summary>The run that made the report, up to the report itself.</summary>
public sealed record RunSection
{
    public required long RunId { get; init; }

    /// <summary><c>page</c>, <c>schedule</c> or <c>command</c>.</summary>
    public required string Asked { get; init; }

    /// <summary>The schedule's moment; null without one.</summary>
    public required DateTimeOffset? FireAt { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<RunStep> Steps { get; init; }
}

/// <summary>One attempt at a step.</summary>
public sealed record RunStep(string Step, int Attempt, string Status, DateTimeOffset StartedAt, double? Seconds, string? Message);
