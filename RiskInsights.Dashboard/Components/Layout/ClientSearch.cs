using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>Finds clients by the beginning of their pseudonym; a hit opens all their transactions.</summary>
public sealed class ClientSearch(IdentifierSearch identifiers, PortfolioRepository portfolio, Labels labels, IStringLocalizer<Texts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var found = await identifiers.ClientsAsync(text, limit, cancellationToken);
        if (found.Count == 0 || await portfolio.ExtentAsync(cancellationToken) is not { } extent)
            return [];
        var always = DashboardFilter.Everything.During(extent);
        return
        [
            .. found.Select(c => new SearchHit(
                c.ClientId, texts["Search.Client", labels.Of(Dimension.Segment, c.Segment), c.Country], "person", DashboardUrls.TransactionsOfClient(c.ClientId, always))),
        ];
    }
}
