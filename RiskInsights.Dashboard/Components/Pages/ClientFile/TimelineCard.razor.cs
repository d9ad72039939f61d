using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>What happened to the client in the period, drawn.</summary>
public sealed partial class TimelineCard
{
    private ClientActivity? _drawn;
    private ChartSpec? _spec;

    [Parameter, EditorRequired] public ClientView View { get; set; } = null!;

    [Parameter, EditorRequired] public Period Period { get; set; }

    [Parameter, EditorRequired] public Func<CancellationToken, Task<ClientActivity>> Activity { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The default model's scores of the period; one as of the day after it looks back on all of it.</summary>
    private IReadOnlyList<ClientScoreRow> Scores =>
        [.. (View.Risk?.Scores ?? []).Where(s => s.AsOf >= Period.From && s.AsOf <= Period.To.AddDays(1))];

    private string WholeHistory => DashboardUrls.WithFilter(Navigation.Uri, DashboardFilter.Parse(Navigation.Uri).During(View.Bank.Extent));

    private string EmptyDetail => View.Profile switch
    {
        { Accounts.Count: 0 } => T["Client.NoAccountsDetail"],
        { HasTransactions: false } => T["Client.NothingEverDetail"],
        _ => T["Client.QuietDetail", Format.Range(Period), Format.Date(LastBooked)],
    };

    private DateOnly? LastBooked => View.Profile!.Accounts.Max(a => a.LastDateKey) is { } key ? Core.Warehouse.TimeDimension.DateOf(key) : null;

    private SourceInfo Source => new(T["Client.TimelineMeaning"], $"{ClientActivityRepository.TimelineSql};\n\n{ClientScoreHistory.OfClientSql}")
    {
        Filters = Format.Range(Period),
        Model = View.Risk is { } risk ? T["Client.Champion", risk.Champion].Value : null,
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    private bool IsEmpty(ClientActivity activity) =>
        activity.Transactions.Count + activity.Events.Count + Scores.Count == 0 && activity.Balances.All(b => b.Cents is null);

    private RenderFragment? FooterOf(ClientActivity activity) =>
        activity.IsCut ? builder => builder.AddContent(0, T["Client.Cut", Format.Number(activity.Transactions.Count)])
        : activity.Balances.All(b => b.Cents is null) ? builder => builder.AddContent(0, T["Client.BalanceUnknown"])
        : null;

    // The same drawing while the data is the same: another one would be drawn again.
    private ChartSpec SpecOf(ClientActivity activity)
    {
        if (ReferenceEquals(_drawn, activity) && _spec is not null)
            return _spec;
        _drawn = activity;
        var words = new ClientWords(T, Format, Labels, View.Bank.Currency);
        return _spec = new TimelineChart(T, Format, words, View.Bank.Currency).Of(activity, Scores);
    }
}
