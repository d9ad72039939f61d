using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Reads the view of the transaction page out of a URL, for the page itself and for its CSV: both show the same.</summary>
public static class TransactionViews
{
    public static TransactionFilter Of(string? url, Period extent)
    {
        var filter = DashboardFilter.Parse(url);
        var period = filter.PeriodIn(new DataSpan(extent.From, extent.To));
        return new TransactionFilter
        {
            From = period.From,
            To = period.To,
            Segments = filter.Segments,
            Countries = filter.Countries,
            Channels = filter.Channels,
            Types = filter.Types,
            AccountId = Given(url, "account"),
            ClientId = Given(url, "client"),
        };
    }

    private static string? Given(string? url, string parameter) =>
        DashboardUrls.Parameter(url ?? "", parameter) is { Length: > 0 } value ? value : null;
}
