using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>
/// Finds accounts by the beginning of their number and clients by that of their pseudonym; a hit opens all their transactions.
/// At most the limit of each.
/// </summary>
public sealed class IdentifierHits(IdentifierSearch identifiers, PortfolioRepository portfolio, Labels labels, IStringLocalizer<Texts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var accounts = await identifiers.AccountsAsync(text, limit, cancellationToken);
        var clients = await identifiers.ClientsAsync(text, limit, cancellationToken);
        if (accounts.Count + clients.Count == 0 || await portfolio.ExtentAsync(cancellationToken) is not { } extent)
            return [];
        var always = DashboardFilter.Everything.During(extent);
        return
        [
            .. accounts.Select(a => new SearchHit(
                a.AccountId, texts["Search.Account", labels.Code("Account", a.AccountType)], "account_balance_wallet", DashboardUrls.TransactionsOfAccount(a.AccountId, always))),
            .. clients.Select(c => new SearchHit(
                c.ClientId, texts["Search.Client", labels.Of(Dimension.Segment, c.Segment), c.Country], "person", DashboardUrls.TransactionsOfClient(c.ClientId, always))),
        ];
    }
}
