using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.TransactionRows;

/// <summary>One page of transactions at a time, with the number and the sums of all that match.</summary>
public sealed partial class TransactionTable
{
    private string? _counted;
    private long _elsewhere;

    [Parameter, EditorRequired] public Bank Bank { get; set; } = null!;

    /// <summary>The page's address, which says what is asked for.</summary>
    [Parameter, EditorRequired] public string Url { get; set; } = "";

    /// <summary>What the rows can be filtered by, once it is known.</summary>
    [Parameter] public EventCallback<IReadOnlyList<FilterOptions>> OnCodes { get; set; }

    [Inject] private TransactionRepository Repository { get; set; } = null!;

    [Inject] private PortfolioRepository Portfolio { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    private TransactionFilter Filter => TransactionViews.Of(Url, Bank.Extent);

    /// <summary>Two addresses that ask for the same are one question.</summary>
    private string Question => DashboardUrls.TransactionsCsv(Url);

    private string WholeHistory => DashboardUrls.WithFilter(Url, DashboardFilter.Parse(Url).During(Bank.Extent));

    private SourceInfo Source => new(T["Transactions.Meaning"], TransactionRepository.QueryText(Filter))
    {
        Filters = Format.Range(new Period(Filter.From, Filter.To)),
        Data = T["Overview.DataTo", Format.Date(Bank.Extent.To)],
    };

    private async Task<TablePage<TransactionRow>> ReadAsync(TableRequest request, CancellationToken cancellation)
    {
        var filter = Filter;
        var sort = string.Equals(request.SortBy, "amount", StringComparison.Ordinal) ? TransactionSort.Amount : TransactionSort.Booked;
        var reading = Repository.PageAsync(filter, sort, request.Descending, request.Offset, request.PageSize, cancellation);
        var totals = await Repository.TotalsAsync(filter, cancellation);
        var rows = await reading;
        _elsewhere = totals.TransactionCount > 0
            ? 0
            : (await Repository.TotalsAsync(filter with { From = Bank.Extent.From, To = Bank.Extent.To }, cancellation)).TransactionCount;
        _counted = T["Transactions.Counted", Format.Number(totals.TransactionCount), Short(totals.VolumeCents), Short(totals.NetCents)];
        await TellCodesAsync(cancellation);
        StateHasChanged();
        return new TablePage<TransactionRow>(rows, totals.TransactionCount);
    }

    private async Task TellCodesAsync(CancellationToken cancellation)
    {
        var codes = await Portfolio.CodesAsync(cancellation);
        await OnCodes.InvokeAsync([.. Enum.GetValues<Dimension>().Select(d => new FilterOptions(d, codes[Enum.Parse<PortfolioDimension>(d.ToString())]))]);
    }

    private string Money(long? cents) => Format.Money(cents / 100m, Bank.Currency);

    private string Short(long cents) => Format.MoneyShort(cents / 100m, Bank.Currency);
}
