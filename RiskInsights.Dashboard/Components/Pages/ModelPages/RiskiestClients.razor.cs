using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Components.Tables;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>The clients above the threshold, page by page, riskiest first.</summary>
public sealed partial class RiskiestClients
{
    [Parameter, EditorRequired] public ModelReport Report { get; set; } = null!;

    /// <summary>Probability from which a client is listed, 0 to 1.</summary>
    [Parameter, EditorRequired] public double AtLeast { get; set; }

    [Parameter, EditorRequired] public Bank Bank { get; set; } = null!;

    [Inject] private ClientScores Scores { get; set; } = null!;

    [Inject] private Labels Labels { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private SourceInfo Source(DateOnly asOf) => new(T.Of(Report.Recipe, "Riskiest.Meaning"), ClientScores.RiskiestQuery(Report.Recipe.Name, Report.Shown.Version, asOf, AtLeast).Sql)
    {
        Model = ModelSource.Model(Report, T, Format),
        Filters = T.Of(Report.Recipe, "Riskiest.Filters", Format.Threshold(AtLeast), Format.Date(asOf)),
        Data = T["Overview.DataTo", Format.Date(Bank.Extent.To)],
    };

    private string ClientUrl(RiskyClient client, DateOnly asOf) =>
        DashboardUrls.Client(client.ClientId, ClientPlace.AmongRiskiest(Navigation.Uri, Report.Recipe.Name, client.Rank, Report.Shown.Version, asOf, AtLeast));

    private async Task<TablePage<RiskyClient>> ReadAsync(DateOnly asOf, TableRequest request, CancellationToken cancellation)
    {
        var (total, rows) = await Scores.RiskiestAsync(Report.Recipe, Report.Shown.Version, asOf, AtLeast, request.Offset, request.PageSize, cancellation);
        return new TablePage<RiskyClient>(rows, total);
    }
}
