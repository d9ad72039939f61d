using Microsoft.Extensions.Localization;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>Finds accounts by the beginning of their number; a hit opens all their transactions.</summary>
public sealed class AccountSearch(IdentifierSearch identifiers, PortfolioRepository portfolio, Labels labels, IStringLocalizer<Texts> texts) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var found = await identifiers.AccountsAsync(text, limit, cancellationToken);
        if (found.Count == 0 || await portfolio.ExtentAsync(cancellationToken) is not { } extent)
            return [];
        var always = DashboardFilter.Everything.During(extent);
        return
        [
            .. found.Select(a => new SearchHit(
                a.AccountId, texts["Search.Account", labels.Code("Account", a.AccountType)], "account_balance_wallet", DashboardUrls.TransactionsOfAccount(a.AccountId, always))),
        ];
    }
}
