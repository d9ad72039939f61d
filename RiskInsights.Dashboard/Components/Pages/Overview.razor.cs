using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.Components.Pages.Portfolio;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>What the bank is doing now, how it got there, what it is made of.</summary>
public sealed partial class Overview
{
    private IReadOnlyDictionary<PortfolioDimension, IReadOnlyList<string>>? _codes;

    [CascadingParameter] private DashboardFilter Filter { get; set; } = DashboardFilter.Everything;

    [Inject] private PortfolioRepository Repository { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private Granularity? Granularity =>
        Enum.TryParse<Granularity>(DashboardUrls.Parameter(Navigation.Uri, "by"), ignoreCase: true, out var chosen) ? chosen : null;

    private IReadOnlyList<FilterOptions> Options => _codes is null
        ? []
        : [.. Enum.GetValues<Dimension>().Select(d => new FilterOptions(d, _codes[Enum.Parse<PortfolioDimension>(d.ToString())]))];

    private async Task<OverviewView> ReadAsync(Bank bank, CancellationToken cancellation)
    {
        _codes = await Repository.CodesAsync(cancellation);
        StateHasChanged();
        var question = PortfolioViews.Of(Filter, bank.Extent);
        var granularity = Granularity ?? VolumeCard.Fitting(question.Period);
        var answer = await Repository.OverviewAsync(question, granularity, cancellation);
        return new OverviewView(bank, Filter, question, granularity, answer);
    }

    private void Toggle((Dimension Dimension, string Code) bar) =>
        Navigation.NavigateTo(DashboardUrls.WithFilter(Navigation.Uri, Filter.Toggle(bar.Dimension, bar.Code)));

    private void ChooseGranularity(Granularity granularity) =>
        Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, "by", granularity.ToString().ToLowerInvariant()));
}
