using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Explanation;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Tries other values of a client's inputs on the model that scored it.</summary>
public sealed partial class WhatIfCard
{
    private const int Few = 6;
    private bool _all;

    [Parameter, EditorRequired] public ClientExplanation Explanation { get; set; } = null!;

    [Parameter, EditorRequired] public FeatureWords Words { get; set; } = null!;

    [Parameter, EditorRequired] public TriedValues Tried { get; set; } = null!;

    /// <summary>A thumb moves.</summary>
    [Parameter] public EventCallback<TriedValues> OnTry { get; set; }

    /// <summary>A value was settled on.</summary>
    [Parameter] public EventCallback<TriedValues> OnSettle { get; set; }

    private double Today => Explanation.Score.Probability;

    private IReadOnlyDictionary<string, double> Changes => Tried.Among(Explanation.Changeable);

    private bool IsAsToday => Changes.Count == 0;

    // Microseconds, in memory.
    private double Changed => IsAsToday ? Today : Explanation.Score.ProbabilityWith(Changes);

    /// <summary>The largest effects, and what is tried wherever it comes from.</summary>
    private IEnumerable<ChangeableInput> Shown => Explanation.Changeable.Where((input, i) => _all || i < Few || Tried.Has(input));
}
