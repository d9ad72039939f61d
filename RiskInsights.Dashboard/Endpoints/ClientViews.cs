using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Reads the views of the client pages out of a URL, for the pages themselves and for their CSV: both show the same.</summary>
public static class ClientViews
{
    /// <summary>Segments and countries of the filter, and <c>q</c>, <c>kyc</c>, <c>band</c> (A to E) and <c>presence</c> (present, left).</summary>
    public static ClientListFilter ListOf(string? url)
    {
        var filter = DashboardFilter.Parse(url);
        var (atLeast, below) = BandOf(url) is { } band ? Bands.Range(band) : (null, null);
        return new()
        {
            Search = (Given(url, "q") ?? "").Trim(),
            Segments = filter.Segments,
            Countries = filter.Countries,
            KycStatus = Given(url, "kyc"),
            AtLeast = atLeast,
            Below = below,
            Presence = Enum.TryParse<ClientPresence>(Given(url, "presence"), ignoreCase: true, out var presence) && Enum.IsDefined(presence) ? presence : ClientPresence.All,
        };
    }

    /// <summary>The parameter <c>band</c>; null for any.</summary>
    public static Band? BandOf(string? url) =>
        Enum.TryParse<Band>(Given(url, "band"), ignoreCase: true, out var band) && Enum.IsDefined(band) ? band : null;

    /// <summary>
    /// The period of a client's page: the last twelve months with data unless the address names another, of which the days with
    /// data count; of one without any, a year at most.
    /// </summary>
    public static Period PeriodOf(DashboardFilter filter, Period extent)
    {
        if (filter is not { From: { } from, To: { } to })
            return PeriodPresets.Of(PeriodPreset.Year, extent.To);
        var hasData = from <= extent.To && to >= extent.From;
        var (first, last) = hasData ? (extent.From, extent.To) : (from, from.AddYears(1).AddDays(-1));
        return new Period(from > first ? from : first, to < last ? to : last);
    }

    /// <summary>Types, channels and countries of the filter, and <c>account</c>, <c>min</c>, <c>max</c> (whole units of |amount|) and <c>unusual</c> (1).</summary>
    public static ClientTransactionFilter TransactionsOf(string? url)
    {
        var filter = DashboardFilter.Parse(url);
        return new()
        {
            Types = filter.Types,
            Channels = filter.Channels,
            Countries = filter.Countries,
            AccountId = Given(url, "account"),
            AtLeast = Amount(Given(url, "min")),
            AtMost = Amount(Given(url, "max")),
            UnusualOnly = string.Equals(Given(url, "unusual"), "1", StringComparison.Ordinal),
        };
    }

    /// <summary>Where transactions begin to stand out, as the anomaly page draws it unless told otherwise; null before the first search.</summary>
    public static async Task<AnomalyLine?> LineAsync(AnomalyRepository anomalies, CancellationToken cancellation) =>
        await anomalies.ChampionAsync(cancellation) is { Version: var version }
            ? new AnomalyLine(version, await anomalies.ScoreAtAsync(version, AnomalyRepository.UsualContamination, cancellation))
            : null;

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000_000_000_000m ? amount : null;

    private static string? Given(string? url, string parameter) =>
        DashboardUrls.Parameter(url ?? "", parameter) is { Length: > 0 } value ? value : null;
}
