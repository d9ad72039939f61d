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

    private string Said(CounterfactualChange change) => Words.Change(InputOf(change), change.To);

    private TriedValues TriedOf(Counterfactual suggestion) =>
        suggestion.Changes.Aggregate(TriedValues.None, (tried, change) => tried.With(InputOf(change), change.To, exactly: true));

    private ChangeableInput InputOf(CounterfactualChange change) => Explanation.Changeable.First(i => string.Equals(i.Feature, change.Feature, StringComparison.Ordinal));
}
