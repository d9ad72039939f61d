using Microsoft.AspNetCore.Components;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;
using RiskInsights.Core.Tracking;
using RiskInsights.Dashboard.Components.Pages.ExperimentRuns;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>
/// Every training and every trial in one table, parameters and metrics together. Filters, order, columns, what is unfolded and
/// what is selected live in the URL. It needs no bank: what was trained is worth a look without one.
/// </summary>
public sealed partial class Experiments : IDisposable
{
    private long _version;

    // The parameters are read from the address by RunsView; naming them here renders the page again when one changes.
    [SupplyParameterFromQuery(Name = "model")] private string? ModelParameter { get; set; }

    [SupplyParameterFromQuery(Name = "status")] private string? StatusParameter { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindParameter { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? QueryParameter { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? SortParameter { get; set; }

    [SupplyParameterFromQuery(Name = "columns")] private string? ColumnsParameter { get; set; }

    [SupplyParameterFromQuery(Name = "open")] private string? OpenParameter { get; set; }

    [SupplyParameterFromQuery(Name = "selected")] private string? SelectedParameter { get; set; }

    [Inject] private TrainingRuns Runs { get; set; } = null!;

    [Inject] private RunOutbox Outbox { get; set; } = null!;

    [Inject] private BankFacts Facts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private RunsView View => new(Navigation.Uri);

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            Facts.Changed += OnFacts;
    }

    private async Task<RunsPage> ReadAsync(CancellationToken cancellation)
    {
        var url = Navigation.Uri;
        var sending = await Outbox.StatesAsync(cancellation);
        try
        {
            return new RunsPage(await Runs.ListAsync(RunViews.FilterOf(url), cancellation: cancellation), sending, null);
        }
        catch (RunQueryException error)
        {
            return new RunsPage(await Runs.ListAsync(RunViews.ChoicesOf(url), cancellation: cancellation), sending, error);
        }
    }

    private void OnFacts(object? sender, EventArgs e) => _ = InvokeAsync(() =>
    {
        _version++;
        StateHasChanged();
    });

    public void Dispose() => Facts.Changed -= OnFacts;
}
