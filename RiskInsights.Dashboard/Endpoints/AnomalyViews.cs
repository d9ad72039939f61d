using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Reads the anomaly page's view out of a URL, for the page itself, its point feed and its CSV: all three show the same.</summary>
public static class AnomalyViews
{
    /// <summary>Null when the URL names no period.</summary>
    public static AnomalyFilter? FilterOf(string? url)
    {
        var filter = DashboardFilter.Parse(url);
        return filter is { From: { } from, To: { } to } ? Of(filter, from, to, VerdictsOf(url)) : null;
    }

    /// <summary>The filter of a page whose URL may leave the period to its default.</summary>
    public static AnomalyFilter Of(DashboardFilter filter, DateOnly from, DateOnly to, VerdictFilter verdicts) => new()
    {
        From = from,
        To = to,
        Segments = filter.Segments,
        Countries = filter.Countries,
        Channels = filter.Channels,
        Types = filter.Types,
        Verdicts = verdicts,
    };

    /// <summary>The parameter <c>verdicts</c>: open, flagged or cleared; anything else is all.</summary>
    public static VerdictFilter VerdictsOf(string? url) =>
        Enum.TryParse<VerdictFilter>(DashboardUrls.Parameter(url ?? "", "verdicts"), ignoreCase: true, out var verdicts) ? verdicts : VerdictFilter.All;
}
