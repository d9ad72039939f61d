using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Turns what an analyst looks at into the portfolio's question, for pages and downloads alike.</summary>
public static class PortfolioViews
{
    public static PortfolioFilter Of(DashboardFilter filter, Period extent)
    {
        var data = new DataSpan(extent.From, extent.To);
        var period = filter.PeriodIn(data);
        return new PortfolioFilter
        {
            Period = period,
            Previous = filter.ComparedIn(data) ?? period.Before(),
            Segments = filter.Segments,
            Countries = filter.Countries,
            Channels = filter.Channels,
            Types = filter.Types,
        };
    }
}
