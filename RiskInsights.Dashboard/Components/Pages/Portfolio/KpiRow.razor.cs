using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.Portfolio;

/// <summary>The eight figures of the overview, each with its change, its way there and its source.</summary>
public sealed partial class KpiRow
{
    /// <summary>Figures that are sums of transactions: their rows can be listed.</summary>
    private static readonly string[] OfTransactions = ["Transactions", "Volume", "NetFlow"];

    [Parameter, EditorRequired] public OverviewView View { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    private IReadOnlyList<Figure> Figures =>
    [
        Count("Transactions", View.Answer.TransactionCount, PortfolioSql.TransactionCount(View.Question)),
        Money("Volume", View.Answer.Volume, PortfolioSql.Volume(View.Question)),
        Money("Balances", View.Answer.BalanceHeld, PortfolioSql.BalanceHeld(View.Question), ofClients: true),
        Count("ActiveClients", View.Answer.ActiveClients, PortfolioSql.ActiveClients(View.Question), ofClients: true),
        Count("NewClients", View.Answer.NewClients, PortfolioSql.NewClients(View.Question), ofClients: true),
        Count("DepartedClients", View.Answer.DepartedClients, PortfolioSql.DepartedClients(View.Question), ofClients: true),
        Rate("DefaultRate", View.Answer.DefaultRate, PortfolioSql.DefaultRate(View.Question)),
        Money("NetFlow", View.Answer.NetFlow, PortfolioSql.NetFlow(View.Question), signed: true),
    ];

    /// <summary>Figures of clients obey the period and the segment only; the card says so when another filter is set.</summary>
    private bool SomeFilterDoesNotApply => View.Filter.Selections.Any(s => s.Dimension != Dimension.Segment);

    private Figure Count(string name, KpiTrend trend, string query, bool ofClients = false)
    {
        var (now, before) = ((decimal?)trend.Current, (decimal?)trend.Previous);
        return Make(name, trend, Format.NumberShort(now), Format.Number(now), Format.PercentChange(now, before), Format.NumberShort(before), query, ofClients);
    }

    private Figure Money(string name, KpiTrend trend, string query, bool ofClients = false, bool signed = false)
    {
        var (now, before) = ((decimal?)trend.Current / 100, (decimal?)trend.Previous / 100);
        var change = signed ? Format.MoneyChange(now - before, View.Bank.Currency) : Format.PercentChange(now, before);
        return Make(name, trend, Format.MoneyShort(now, View.Bank.Currency), Format.Money(now, View.Bank.Currency), change, Format.MoneyShort(before, View.Bank.Currency), query, ofClients);
    }

    private Figure Rate(string name, KpiTrend trend, string query) =>
        Make(name, trend, Format.Percent(trend.Current, 2), Format.Percent(trend.Current, 4), Format.PointsChange(trend.Current - trend.Previous), Format.Percent(trend.Previous, 2), query, ofClients: true);

    private Figure Make(string name, KpiTrend trend, string value, string exact, string change, string before, string query, bool ofClients)
    {
        string? note = ofClients && SomeFilterDoesNotApply ? T["Overview.AllTransactions"].Value : null;
        var source = new SourceInfo(T["Kpi.Meaning." + name], query)
        {
            Shown = value,
            Exact = exact,
            Filters = FilterWords.Of(View, Format, Labels) + (note is null ? "" : $" ({note})"),
            Data = T["Overview.DataTo", Format.Date(View.Bank.Extent.To)],
            RowsUrl = OfTransactions.Contains(name, StringComparer.Ordinal) ? DashboardUrls.Transactions(View.Filter) : null,
        };
        return new Figure(
            T["Kpi." + name],
            value,
            exact,
            View.IsCompared ? change : null,
            note ?? (View.IsCompared ? T["Kpi.Against", before].Value : null),
            [.. trend.Trend.Select(v => v ?? 0)],
            source);
    }

    private sealed record Figure(string Label, string Value, string Exact, string? Change, string? Against, IReadOnlyList<double> Trend, SourceInfo Source);
}
