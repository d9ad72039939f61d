using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>
/// Finds accounts by the beginning of their number, which open all their transactions, and clients by that of their
/// pseudonym, which open the client's own page. At most the limit of each.
/// </summary>
public sealed class IdentifierHits(IdentifierSearch identifiers, PortfolioRepository portfolio, Labels labels, IStringLocalizer<Texts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var accounts = await identifiers.AccountsAsync(text, limit, cancellationToken);
        var clients = await identifiers.ClientsAsync(text, limit, cancellationToken);
        var always = accounts.Count > 0 && await portfolio.ExtentAsync(cancellationToken) is { } extent ? DashboardFilter.Everything.During(extent) : null;
        return
        [
            .. accounts.Where(_ => always is not null).Select(a => new SearchHit(
                a.AccountId, texts["Search.Account", labels.Code("Account", a.AccountType)], "account_balance_wallet", DashboardUrls.TransactionsOfAccount(a.AccountId, always))),
            .. clients.Select(c => new SearchHit(
                c.ClientId, texts["Search.Client", labels.Of(Dimension.Segment, c.Segment), c.Country], "person", DashboardUrls.Client(c.ClientId))),
        ];
    }
}
