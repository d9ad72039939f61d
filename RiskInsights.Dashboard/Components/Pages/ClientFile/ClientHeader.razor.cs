using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>The head of a client's page. What is not known is a dash, with the reason under it.</summary>
public sealed partial class ClientHeader
{
    [Parameter, EditorRequired] public ClientView View { get; set; } = null!;

    private ClientRow Client => View.Profile!.Client;

    private string Place => Labels.Country(Client.Country) + (Client.Region is { Length: > 0 } region ? ", " + region : "");

    /// <summary>"was C on 1 Jul 2025" where the band has changed, else the date of the score.</summary>
    private string Earlier => View.Risk switch
    {
        { Newest: { } newest, Before: { } before } when Bands.Of(before.Probability) is var band && band != Bands.Of(newest.Probability) =>
            T["Client.BandBefore", band, Format.Date(before.AsOf)],
        { Newest: { } newest } => T["Client.AsOf", Format.Date(newest.AsOf)],
        _ => "",
    };

    private string BalanceNote => (View.Profile!.Accounts.Count, View.Profile.OpenAccounts.Count()) switch
    {
        (0, _) => T["Client.NoAccounts"],
        (_, 0) => T["Client.AllClosed"],
        _ when View.Profile.BalanceCents is null => T["Client.NoBalance"],
        (_, var open) => T[open == 1 ? "Client.OfOneAccount" : "Client.OfAccounts", Format.Number(open)],
    };

    private SourceInfo Source => new(T["Client.Meaning"], $"{ClientRepository.ProfileSql};\n\n{ClientScoreHistory.OfClientSql}")
    {
        Exact = Format.Money(View.Profile!.BalanceCents / 100m, View.Bank.Currency),
        Model = View.Risk is { Newest: { } newest } ? T["Client.Model", newest.Version, Format.Date(newest.AsOf)].Value : null,
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    private string Share(ClientScoring? scoring) => Format.Percent(scoring?.Newest?.Probability);

    private string? Exact(ClientScoring? scoring) => scoring?.Newest is { } newest ? Format.Percent(newest.Probability, 4) : null;

    private string Against(ClientScoring? scoring) => scoring switch
    {
        null => T["Client.NotScoredYet"],
        { Newest: null } => T["Client.NotScored"],
        _ => T["Client.Portfolio", Format.Percent(scoring.PortfolioMean)],
    };
}
