using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>The client's transactions of the period, under filters of their own.</summary>
public sealed partial class TransactionsCard
{
    private string? _counted;
    private int _inPeriod;
    private int? _unusual;
    private bool _isCut;
    private IReadOnlyList<string> _types = [];
    private IReadOnlyList<string> _channels = [];
    private IReadOnlyList<string> _countries = [];

    [Parameter, EditorRequired] public ClientView View { get; set; } = null!;

    [Parameter, EditorRequired] public Period Period { get; set; }

    /// <summary>The page's address, which says what is asked for.</summary>
    [Parameter, EditorRequired] public string Url { get; set; } = "";

    [Parameter, EditorRequired] public Func<CancellationToken, Task<ClientActivity>> Activity { get; set; } = null!;

    private string ClientId => View.Profile!.Client.ClientId;

    /// <summary>Two addresses that ask for the same are one question.</summary>
    private string Question => DashboardUrls.ClientTransactionsCsv(ClientId, Url);

    private string Csv => DashboardUrls.WithFilter(Question, DashboardFilter.Parse(Url).During(Period));

    private string EmptyTitle => _inPeriod > 0 ? "Transactions.Empty" : View.Profile!.HasTransactions ? "Client.QuietPeriod" : "Client.NothingEver";

    private string? EmptyDetail => _inPeriod > 0 ? T["Client.WithoutFilters", Format.Number(_inPeriod), Format.Range(Period)].Value
        : View.Profile!.HasTransactions ? T["Client.LongerPeriod"].Value
        : null;

    private SourceInfo Source => new(T["Client.TransactionsMeaning"], ClientActivityRepository.RowsSql)
    {
        Filters = Format.Range(Period),
        Model = View.Line is { } line ? T["Client.AnomalyModel", line.Version, Format.Number(line.Score, 2)].Value : null,
        Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
    };

    private async Task<TablePage<ClientTransaction>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        var activity = await Activity(cancellation);
        var filter = ClientViews.TransactionsOf(Url);
        var rows = Ordered(filter.Of(activity), request).ToList();
        (_inPeriod, _isCut) = (activity.Transactions.Count, activity.IsCut);
        _unusual = activity.Line is null ? null : (filter with { UnusualOnly = true }).Of(activity).Count();
        _types = Codes(activity, r => r.Type);
        _channels = Codes(activity, r => r.Channel);
        _countries = Codes(activity, r => r.CounterpartyCountry);
        var accounts = rows.Select(t => t.Row.AccountKey).Distinct().Count();
        _counted = T[accounts == 1 ? "Client.CountedOne" : "Client.Counted", Format.Number(rows.Count), Format.Number(accounts), Format.Range(Period)];
        StateHasChanged();
        return new TablePage<ClientTransaction>([.. rows.Skip(request.Offset).Take(request.PageSize)], rows.Count);
    }

    // They come newest first, and equal keys keep that order.
    private static IEnumerable<ClientTransaction> Ordered(IEnumerable<ClientTransaction> rows, TableRequest request) => (request.SortBy, request.Descending) switch
    {
        ("amount", true) => rows.OrderByDescending(t => t.Row.AmountCents),
        ("amount", false) => rows.OrderBy(t => t.Row.AmountCents),
        ("score", true) => rows.OrderByDescending(t => t.Row.Score ?? -1),
        ("score", false) => rows.OrderBy(t => t.Row.Score ?? double.PositiveInfinity),
        (_, false) => rows.Reverse(),
        _ => rows,
    };

    private static IReadOnlyList<string> Codes(ClientActivity activity, Func<ClientTransactionRow, string> code) =>
        [.. activity.Transactions.Select(t => code(t.Row)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The transaction alone in the anomaly explorer, selected.</summary>
    private static string AnomalyUrl(ClientTransaction transaction)
    {
        var day = TimeDimension.DateOf(transaction.Row.DateKey);
        var page = DashboardUrls.Anomalies(DashboardFilter.Everything.During(new Period(day, day)));
        return DashboardUrls.WithParameter(page, "selected", transaction.Row.TransactionId.ToString(CultureInfo.InvariantCulture));
    }

    private string Money(long? cents) => Format.Money(cents / 100m, View.Bank.Currency);
}
