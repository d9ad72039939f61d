using System.Globalization;
using System.Text.Json;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>Searches the transactions for unusual ones, unless the scores that stand know every load.</summary>
internal sealed class AnomaliesStep(WarehouseDatabase warehouse, AnomalyDetection detection, AnomalyRepository anomalies, StepRuns stepRuns) : IPipelineStep
{
    private const int Listed = 20;

    // A load that brought nothing new changes no score.
    private const string NewestLoadSql = """
        SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches WHERE loaded_rows > 0
        """;

    private static readonly AnomalyFilter Everything = new() { From = new DateOnly(1900, 1, 1), To = new DateOnly(2199, 12, 31) };

    public string Name => StepNames.Anomalies;

    public double Weight => 4;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        if (await anomalies.ReadyAsync(context.Cancellation) == 0)
            return StepResult.Nothing("There are no transactions.", await SectionAsync(null, 0, context.Cancellation));
        var newest = await warehouse.RowAsync<long>(NewestLoadSql, cancellation: context.Cancellation);
        var champion = await anomalies.ChampionAsync(context.Cancellation);
        if (champion is not null && await KnowsAsync(champion.Version, newest, context.Cancellation))
            return StepResult.Nothing($"Nothing was loaded since version {champion.Version} scored the transactions.", await SectionAsync(champion, newest, context.Cancellation));
        try
        {
            await detection.DetectAsync(AnomalyDetection.Recipe with { Threads = context.Options.Threads }, context.Run.StartedBy, context.Report, context.Cancellation);
        }
        catch (TrainingRefusedException refusal)
        {
            return StepResult.Nothing(refusal.Reason, await SectionAsync(champion, newest, context.Cancellation));
        }

        var section = await SectionAsync(await anomalies.ChampionAsync(context.Cancellation), newest, context.Cancellation);
        return StepResult.Done(
            string.Create(CultureInfo.InvariantCulture, $"v{section.Version}: {section.Scored} transactions scored, {section.Open} above the line and open."), section);
    }

    /// <summary>Whether the version comes from a run that had seen the newest load.</summary>
    private async Task<bool> KnowsAsync(int version, long newest, CancellationToken cancellation) =>
        await stepRuns.LastResultAsync(Name, cancellation) is { } json
        && JsonSerializer.Deserialize<AnomaliesSection>(json, ReportJson.Stored) is { } last
        && last.Version == version && last.AfterBatch == newest;

    private async Task<AnomaliesSection> SectionAsync(ModelVersion? champion, long newest, CancellationToken cancellation)
    {
        if (champion is not { Version: var version })
            return new AnomaliesSection { Version = null, TrainedAt = null, AfterBatch = newest, Scored = 0, Line = null, Open = 0, Flagged = 0, Cleared = 0, Top = [] };
        var line = await anomalies.ScoreAtAsync(version, AnomalyRepository.UsualContamination, cancellation);
        var counts = await anomalies.CountsAsync(version, Everything, line, cancellation);
        var top = await anomalies.QueueAsync(version, Everything, line, AnomalySort.Score, 0, Listed, cancellation);
        return new AnomaliesSection
        {
            Version = version,
            TrainedAt = champion.TrainedAt,
            AfterBatch = newest,
            Scored = await anomalies.ScoredAsync(version, cancellation),
            Line = line,
            Open = counts.Open,
            Flagged = counts.Flagged,
            Cleared = counts.Cleared,
            Top = [.. top.Select(Of)],
        };
    }

    private static TopAnomaly Of(AnomalyRow row) => new(
        row.TransactionId, row.ClientId, row.BookedAt.ToString("s", CultureInfo.InvariantCulture), row.AmountCents / 100m, row.Type, row.Channel, row.Country,
        row.Score, row.TimesUsual, row.MainReason.Length == 0 ? null : row.MainReason, row.Verdict);
}
