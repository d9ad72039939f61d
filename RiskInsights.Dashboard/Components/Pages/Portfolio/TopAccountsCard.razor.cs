using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>The accounts that move most, with the risk band of their clients.</summary>
public sealed partial class TopAccountsCard
{
    [Parameter, EditorRequired] public OverviewView View { get; set; } = null!;

    [Inject] private PortfolioRepository Portfolio { get; set; } = null!;

    [Inject] private ClientScores Scores { get; set; } = null!;

    [Inject] private ModelRecipes Recipes { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    private SourceInfo Source => new(T["Accounts.Meaning"], PortfolioSql.TopAccounts(View.Question))
    {
        Filters = FilterWords.Of(View, Format, Labels),
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    private async Task<TablePage<TopAccount>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        var (total, rows) = await Portfolio.TopAccountsAsync(View.Question, request.Offset, request.PageSize, cancellation);
        var risks = await Scores.ProbabilitiesAsync(Recipes[DefaultRecipe.Name], [.. rows.Select(r => r.Account.ClientKey)], cancellation);
        return new TablePage<TopAccount>([.. rows.Select(r => new TopAccount(r, risks.TryGetValue(r.Account.ClientKey, out var p) ? p : null))], total);
    }

    private string Money(long? cents) => Format.Money(cents / 100m, View.Bank.Currency, 0);

    /// <param name="Probability">Of the client's default within 90 days; null where the champion did not score the client.</param>
    private sealed record TopAccount(TopAccountRow Row, double? Probability);
}
