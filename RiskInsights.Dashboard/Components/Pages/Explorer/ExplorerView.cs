using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>What the anomaly page shows, as its address says: nothing else decides it.</summary>
public sealed record ExplorerView
{
    /// <summary>As many ids of the selection go into the address.</summary>
    public const int MostSelectedInAddress = 50;

    /// <summary>The page's address.</summary>
    public required string Url { get; init; }

    /// <summary>With its dates, also where the address leaves them out: the page's period is then the last year with data.</summary>
    public required DashboardFilter Filter { get; init; }

    public required AnomalyFilter Transactions { get; init; }

    /// <summary>Share of the transactions that are listed, 0.001 to 0.05.</summary>
    public required double Contamination { get; init; }

    /// <summary>The queue shows the selection only.</summary>
    public required bool OnlySelected { get; init; }

    /// <summary>The selection as the address holds it; null for none, or one that is too large for it.</summary>
    public required string? SelectedText { get; init; }

    public IReadOnlySet<long> Selected => AnomalyViews.SelectedOf(Url);

    /// <summary>Reads an address; <paramref name="filter"/> is its filter.</summary>
    public static ExplorerView Of(string url, DashboardFilter filter, DataSpan data)
    {
        var year = PeriodPresets.Of(PeriodPreset.Year, data.Last);
        var dated = filter.From is null ? filter.During(year with { From = year.From < data.First ? data.First : year.From }) : filter;
        return new()
        {
            Url = url,
            Filter = dated,
            Transactions = AnomalyViews.Of(dated, dated.From!.Value, dated.To!.Value, AnomalyViews.VerdictsOf(url)),
            Contamination = AnomalyViews.ContaminationOf(url),
            OnlySelected = string.Equals(DashboardUrls.Parameter(url, "only"), "selected", StringComparison.Ordinal),
            SelectedText = DashboardUrls.Parameter(url, "selected"),
        };
    }

    public string With(VerdictFilter verdicts) =>
        DashboardUrls.WithParameter(Url, "verdicts", verdicts == VerdictFilter.All ? null : verdicts.ToString().ToLowerInvariant());

    public string WithContamination(double share) =>
        DashboardUrls.WithParameter(Url, "contamination", share.ToString("0.######", CultureInfo.InvariantCulture));

    public string WithSelection(IReadOnlySet<long> selected) =>
        DashboardUrls.WithParameter(Url, "selected", AnomalyViews.TextOf(selected, MostSelectedInAddress));

    public string WithOnly(bool selected) => DashboardUrls.WithParameter(Url, "only", selected ? "selected" : null);

    /// <summary>Address of the points. The line is not in it: moving the line fetches nothing.</summary>
    /// <param name="latestVerdict">Changes with every decision, so that the points are read again.</param>
    public string Feed(int version, long latestVerdict)
    {
        var feed = DashboardUrls.WithParameter(Questions(DashboardUrls.AnomalyFeed), "version", Text(version));
        return DashboardUrls.WithParameter(feed, "verdict", Text(latestVerdict));
    }

    /// <summary>Address of a CSV of the queue, or of the selection.</summary>
    public string Csv(int version, double atLeast, IReadOnlySet<long>? selected = null)
    {
        var csv = DashboardUrls.WithParameter(Questions(DashboardUrls.AnomalyCsv), "version", Text(version));
        csv = DashboardUrls.WithParameter(csv, "atLeast", atLeast.ToString("R", CultureInfo.InvariantCulture));
        return selected is null ? csv : DashboardUrls.WithParameter(csv, "selected", AnomalyViews.TextOf(selected));
    }

    private string Questions(string path)
    {
        var verdicts = Transactions.Verdicts;
        var address = DashboardUrls.WithFilter(path, Filter);
        return verdicts == VerdictFilter.All ? address : DashboardUrls.WithParameter(address, "verdicts", verdicts.ToString().ToLowerInvariant());
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
