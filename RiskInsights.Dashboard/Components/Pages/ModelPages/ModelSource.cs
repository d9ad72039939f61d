using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Where the figures of a version come from.</summary>
internal static class ModelSource
{
    /// <summary>A figure of the out-of-time test.</summary>
    public static SourceInfo OfTest(ModelReport report, IStringLocalizer<Texts> texts, Formats format, string meaning) =>
        new(meaning, HistoryReader.Queries)
        {
            Model = Model(report, texts, format),
            Filters = texts["Source.TestDates", string.Join(", ", report.Evaluation.TestDates.Select(d => format.Date(d)))],
            Data = texts["Source.TestRows", format.Number(report.Evaluation.TestRows), format.Number(report.Evaluation.TestPositives)],
        };

    public static string Model(ModelReport report, IStringLocalizer<Texts> texts, Formats format) =>
        texts["Source.ModelVersion", report.Shown.Version, format.DateAndTime(report.Shown.TrainedAt.LocalDateTime)];
}
