using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Explains one model's score of a client. The model (<c>explain</c>) and the tried values (<c>try</c>) live in the URL.</summary>
public sealed partial class ScoreCards
{
    private TriedValues _tried = TriedValues.None;
    private string? _triedInUrl;

    [Parameter, EditorRequired] public ClientView View { get; set; } = null!;

    /// <summary>Address of the page.</summary>
    [Parameter, EditorRequired] public string Url { get; set; } = "";

    [Inject] private ClientExplanations Explanations { get; set; } = null!;

    [Inject] private ModelRecipes Recipes { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private FeatureWords Words => new(T, Format, View.Bank.Currency);

    /// <summary>The models that scored the client.</summary>
    private IReadOnlyList<SegmentOption<string>> Options =>
        [.. Recipes.All.Where(r => ScoringOf(View, r.Name)?.Newest is not null).Select(r => new SegmentOption<string>(r.Name, T["Why.Model." + r.Name]))];

    /// <summary>What the address names, or the list that the client was reached from, where that model scored the client; else the first that did.</summary>
    private string Chosen
    {
        get
        {
            var options = Options;
            bool Scored(string? model) => options.Any(o => string.Equals(o.Value, model, StringComparison.Ordinal));
            var wanted = DashboardUrls.Parameter(Url, "explain") ?? ClientPlace.Of(Url)?.Model;
            return Scored(wanted) ? wanted! : options.Count > 0 ? options[0].Value : DefaultRecipe.Name;
        }
    }

    /// <summary>Why there is nothing to explain, and what to do.</summary>
    private (string Title, string Detail) MissingOf(ClientView view) => ScoringOf(view, Chosen) switch
    {
        null => (T["Why.UntrainedTitle"], T["Why.UntrainedDetail"]),
        { Newest: null } => (T["Why.UnscoredTitle"], T["Why.UnscoredDetail"]),
        _ => (T["Why.UnexplainedTitle"], T["Why.UnexplainedDetail"]),
    };

    protected override void OnParametersSet()
    {
        var text = DashboardUrls.Parameter(Url, "try");
        if (string.Equals(text, _triedInUrl, StringComparison.Ordinal))
            return;
        _triedInUrl = text;
        _tried = TriedValues.Parse(text);
    }

    private static ClientScoring? ScoringOf(ClientView view, string model) => model switch
    {
        DefaultRecipe.Name => view.Risk,
        ChurnRecipe.Name => view.Churn,
        _ => null,
    };

    private async Task<Explained> ReadAsync(CancellationToken cancellation)
    {
        var view = View;
        var recipe = Recipes[Chosen];

        // A first champion may have come since the page was read: it shows with the page's next reading.
        return new Explained(view, ScoringOf(view, recipe.Name) is null ? null : await Explanations.OfAsync(recipe, view.Profile!.Client.ClientKey, cancellation));
    }

    /// <summary>Another model has other inputs: what was tried is taken back.</summary>
    private void Choose(string model) =>
        Navigation.NavigateTo(DashboardUrls.WithParameter(DashboardUrls.WithParameter(Navigation.Uri, "try", null), "explain", model), replace: true);

    private void Settle(TriedValues tried)
    {
        _tried = tried;
        _triedInUrl = tried.ToString();
        Navigation.NavigateTo(DashboardUrls.WithParameter(Navigation.Uri, "try", _triedInUrl), replace: true);
    }

    /// <param name="View">Whose score is explained: the next client's page shows it until its own is read.</param>
    /// <param name="Of">Null where there is nothing to explain.</param>
    private sealed record Explained(ClientView View, ClientExplanation? Of);
}
