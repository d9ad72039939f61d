using Microsoft.AspNetCore.Components;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Core.Modelling.Explanation;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>What would bring a client across the next line.</summary>
public sealed partial class ChangesCard
{
    [Parameter, EditorRequired] public ClientExplanation Explanation { get; set; } = null!;

    [Parameter, EditorRequired] public FeatureWords Words { get; set; } = null!;

    /// <summary>The values of a suggestion are to be tried.</summary>
    [Parameter] public EventCallback<TriedValues> OnTry { get; set; }

    private ScoreGoal? Goal => ScoreGoal.Of(Explanation);

    private string? Subtitle => Goal switch
    {
        null => null,
        { Band: { } band } goal => T["Changes.ToBand", band, Format.Percent(goal.Below, 0)].Value,
        var goal => T["Changes.ToThreshold", Format.Percent(goal.Below)].Value,
    };

    private static async Task<Found> FindAsync(ClientExplanation explanation, ScoreGoal goal, CancellationToken cancellation) =>
        new(explanation, goal, await ClientExplanations.ChangesAsync(explanation.Score, goal.Below, cancellation));

    private string Said(Found found, CounterfactualChange change) => Words.Change(found.InputOf(change), change.To);

    private static TriedValues TriedOf(Found found, Counterfactual suggestion) =>
        suggestion.Changes.Aggregate(TriedValues.None, (tried, change) => tried.With(found.InputOf(change), change.To, exactly: true));

    /// <summary>What was found, with whom it was found for: the next client's page shows it until its own is found.</summary>
    private sealed record Found(ClientExplanation Of, ScoreGoal Goal, CounterfactualResult Result)
    {
        public ChangeableInput InputOf(CounterfactualChange change) => Of.Changeable.First(i => string.Equals(i.Feature, change.Feature, StringComparison.Ordinal));
    }
}
