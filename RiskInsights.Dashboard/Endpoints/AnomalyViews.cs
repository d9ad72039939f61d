using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Reads the anomaly page's view out of a URL, for the page itself, its point feed and its CSV: all three show the same.</summary>
public static class AnomalyViews
{
    /// <summary>More ids than these do not fit into an address.</summary>
    public const int MostInAddress = 400;

    private const double LeastContamination = 0.001;
    private const double MostContamination = 0.05;

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
        Enum.TryParse<VerdictFilter>(DashboardUrls.Parameter(url ?? "", "verdicts"), ignoreCase: true, out var verdicts) && Enum.IsDefined(verdicts)
            ? verdicts
            : VerdictFilter.All;

    /// <summary>The parameter <c>contamination</c>, a share from 0.001 to 0.05; anything else is the usual one.</summary>
    public static double ContaminationOf(string? url) =>
        double.TryParse(DashboardUrls.Parameter(url ?? "", "contamination"), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
        && share is >= LeastContamination and <= MostContamination
            ? share
            : AnomalyRepository.UsualContamination;

    /// <summary>The parameter <c>selected</c>: ids separated by commas; what is no id counts as absent.</summary>
    public static IReadOnlySet<long> SelectedOf(string? url) =>
        (DashboardUrls.Parameter(url ?? "", "selected") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MostInAddress)
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToHashSet();

    /// <summary>The parameter <c>selected</c> for these ids; null for none and for more than <paramref name="most"/>.</summary>
    public static string? TextOf(IReadOnlySet<long> selected, int most = MostInAddress) =>
        selected.Count == 0 || selected.Count > most
            ? null
            : string.Join(',', selected.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
