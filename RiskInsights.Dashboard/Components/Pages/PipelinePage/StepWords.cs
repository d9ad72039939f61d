using System.Text.Json;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.PipelinePage;

/// <summary>Puts what a step did into the analyst's words, from its section of the report.</summary>
internal sealed class StepWords(IStringLocalizer<Texts> texts, Formats format)
{
    /// <summary>Empty while there is nothing to say.</summary>
    public string Of(StepRun step)
    {
        if (step.Result is not { } json)
            return "";
        try
        {
            return step.Step switch
            {
                StepNames.Import => Import(Read<ImportSection>(json)),
                StepNames.Features => string.Join(" ", Read<FeaturesSection>(json).Models.Select(m => texts["Pipeline.Did.Features", Model(m.Model), format.Number(m.Clients), format.Date(m.AsOf)])) is { Length: > 0 } words ? words : texts["Pipeline.Did.NoTransactions"],
                StepNames.Score => string.Join(" ", Read<ScoreSection>(json).Models.Select(Score)) is { Length: > 0 } words ? words : texts["Pipeline.Did.NoTransactions"],
                StepNames.Anomalies => Anomalies(Read<AnomaliesSection>(json), step.Status),
                StepNames.Exports => Exports(Read<ExportsSection>(json)),
                StepNames.Report => texts["Pipeline.Did.Report", format.Bytes(Read<ReportSection>(json).Bytes)],
                _ => step.Message ?? "",
            };
        }
        catch (JsonException)
        {
            // Another version of the program wrote it: its own sentence is still true.
            return step.Message ?? "";
        }
    }

    private static TSection Read<TSection>(string json) => JsonSerializer.Deserialize<TSection>(json, ReportJson.Stored)!;

    private string Model(string model) => texts["Model." + model];

    private string Import(ImportSection section)
    {
        if (section.Files.Count == 0)
            return section.InboxFiles == 0 ? texts["Pipeline.Did.EmptyInbox"] : texts["Pipeline.Did.NoNewFile", format.Number(section.InboxFiles)];
        var words = new List<string> { texts["Pipeline.Did.Import", format.Number(section.Files.Count), format.Number(section.Loaded)] };
        if (section.Quarantined > 0)
            words.Add(texts["Pipeline.Did.Quarantined", format.Number(section.Quarantined)]);
        if (section.Refused > 0)
            words.Add(texts["Pipeline.Did.Refused", format.Number(section.Refused)]);
        return string.Join(" · ", words);
    }

    private string Score(ScoredModel model)
    {
        if (model.Champion is not { Version: var version })
            return texts["Pipeline.Did.NoModel", Model(model.Model)];
        return texts[model.TrainedVersion == version ? "Pipeline.Did.Trained" : "Pipeline.Did.Score", Model(model.Model), version, format.Number(model.Clients)];
    }

    private string Anomalies(AnomaliesSection section, StepStatus status)
    {
        if (section.Version is not { } version)
            return texts["Pipeline.Did.NoTransactions"];
        return status == StepStatus.Nothing
            ? texts["Pipeline.Did.SameAnomalies", version]
            : texts["Pipeline.Did.Anomalies", format.Number(section.Scored), format.Number(section.Open)];
    }

    private string Exports(ExportsSection section) =>
        texts["Export.DoneDetail", format.Number(section.Tables.Count), format.Number(section.Tables.Sum(t => t.Rows))];
}
