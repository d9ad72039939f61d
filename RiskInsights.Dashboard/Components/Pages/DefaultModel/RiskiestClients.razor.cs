using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.DefaultModel;

/// <summary>The clients above the threshold, page by page, riskiest first.</summary>
public sealed partial class RiskiestClients
{
    [Parameter, EditorRequired] public DefaultReport Report { get; set; } = null!;

    /// <summary>Probability from which a client is listed, 0 to 1.</summary>
    [Parameter, EditorRequired] public double AtLeast { get; set; }

    [Parameter, EditorRequired] public Bank Bank { get; set; } = null!;

    [Inject] private DefaultRiskRepository Repository { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private SourceInfo Source(DateOnly asOf) => new(T["Riskiest.Meaning"], Repository.RiskiestQuery(Report.Shown.Version, asOf, AtLeast).Sql)
    {
        Model = ModelSource.Model(Report, T, Format),
        Filters = T["Riskiest.Filters", Format.Threshold(AtLeast), Format.Date(asOf)],
        Data = T["Overview.DataTo", Format.Date(Bank.Extent.To)],
    };

    private string ClientUrl(RiskyClient client, DateOnly asOf) =>
        DashboardUrls.Client(client.ClientId, ClientPlace.AmongRiskiest(Navigation.Uri, client.Rank, Report.Shown.Version, asOf, AtLeast));

    private async Task<TablePage<RiskyClient>> ReadAsync(DateOnly asOf, TableRequest request, CancellationToken cancellation)
    {
        var (total, rows) = await Repository.RiskiestAsync(Report.Shown.Version, asOf, AtLeast, request.Offset, request.PageSize, cancellation);
        return new TablePage<RiskyClient>(rows, total);
    }
}
