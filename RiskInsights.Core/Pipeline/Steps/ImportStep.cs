using System.Globalization;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline.Steps;

/// <summary>
/// Loads the inbox's files that the warehouse does not know. A file that is refused stops none of the others; when all of
/// the new ones are, there is something wrong that a person must see, and the step fails.
/// </summary>
internal sealed class ImportStep(Inbox inbox, Importer importer) : IPipelineStep
{
    private const double LookShare = 0.15;

    public string Name => StepNames.Import;

    public double Weight => 4;

    public async Task<StepResult> RunAsync(StepContext context)
    {
        var (files, all) = await inbox.LookAsync(context.Options, (file, share) => context.Report(file, share * LookShare), context.Cancellation);
        IReadOnlyList<ImportOutcome> outcomes = files.Count == 0
            ? []
            : await importer.ImportEachAsync(files, context.Run.StartedBy, new Reporting(context), context.Cancellation);
        if (outcomes.Count > 0 && outcomes.All(o => o.Report is null))
            throw new InvalidOperationException($"Every new file was refused. {string.Join(" ", outcomes.Select(o => o.Refusal))}");

        var loaded = outcomes.Where(o => o.Report is not { AlreadyLoaded: true }).Select(Of).ToList();
        var section = new ImportSection
        {
            InboxFiles = all,
            Files = loaded,
            Read = loaded.Sum(f => f.Read),
            Loaded = loaded.Sum(f => f.Loaded),
            Unchanged = loaded.Sum(f => f.Unchanged),
            Quarantined = loaded.Sum(f => f.Quarantined),
            Refused = loaded.Count(f => f.Batch is null),
        };
        return loaded.Count == 0
            ? StepResult.Nothing(string.Create(CultureInfo.InvariantCulture, $"None of the {all} files in the inbox is new."), section)
            : StepResult.Done(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{loaded.Count} new files: {section.Read} read = {section.Loaded} loaded + {section.Unchanged} unchanged + {section.Quarantined} quarantined; {section.Refused} refused."),
                section);
    }

    private static ImportedFile Of(ImportOutcome outcome) => outcome.Report is { } report
        ? new ImportedFile(
            outcome.FileName, report.Source, report.BatchId, report.Read, report.Loaded, report.Unchanged, report.Quarantined,
            [.. report.QuarantinedByRule.Select(r => new RuleRows(r.Rule, r.Rows))], null, null)
        : new ImportedFile(outcome.FileName, null, null, 0, 0, 0, 0, [], outcome.RefusedBy, outcome.Refusal);

    private sealed class Reporting(StepContext context) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => context.Report(value.FileName, LookShare + (value.Share * (1 - LookShare)));
    }
}
