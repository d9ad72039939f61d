using System.Globalization;
using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>Where the numbers of the anomaly page come from.</summary>
internal sealed class AnomalySources(IStringLocalizer<Texts> texts, Formats format, Labels labels)
{
    public SourceInfo Scatter(ExplorerView view, LatestSearch search, double line) =>
        new(texts["Explorer.ScatterMeaning"], AnomalyRepository.PointsSql(view.Transactions))
        {
            Filters = Filters(view, line),
            Model = Model(search),
            Data = texts["Explorer.SourceData", format.Number(search.Scored)],
        };

    public SourceInfo Queue(ExplorerView view, LatestSearch search, double line) =>
        new(texts["Explorer.QueueMeaning"], AnomalyRepository.QueueSql(view.Transactions))
        {
            Filters = Filters(view, line),
            Model = Model(search),
            Data = texts["Explorer.SourceData", format.Number(search.Scored)],
            RowsUrl = view.Csv(search.Model!.Version, line),
        };

    private string Filters(ExplorerView view, double line)
    {
        var parts = view.Filter.Selections
            .Select(s => labels.Of(s.Dimension) + " = " + string.Join(", ", s.Values.Select(v => labels.Of(s.Dimension, v))))
            .Prepend(texts["Explorer.Line", line.ToString("0.0000", CultureInfo.InvariantCulture)].Value)
            .Prepend(format.Range(new Period(view.Transactions.From, view.Transactions.To)));
        return string.Join(" · ", parts);
    }

    private string Model(LatestSearch search) =>
        texts["Explorer.ModelNote", search.Model!.Version, format.Date(DateOnly.FromDateTime(search.Model.TrainedAt.LocalDateTime))];
}
