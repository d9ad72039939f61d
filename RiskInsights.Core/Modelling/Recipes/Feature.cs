using RiskInsights.Core.Modelling.History;

namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>One input of a model: a line in its recipe.</summary>
/// <param name="Name">Stable, snake_case: stored with every model and the key of its texts. A model asks for its inputs by name.</param>
/// <param name="Unit">What the value counts (<see cref="FeatureUnit"/>).</param>
/// <param name="Formula">The value from what is known before a date; null where it is unknown. What it may see is all that <see cref="ClientHistory"/> shows.</param>
public sealed record Feature(string Name, string Unit, Func<ClientHistory, double?> Formula)
{
    /// <summary>Whether a client can change it, and which way a plausible change goes. Default: locked.</summary>
    public FeatureChange Change { get; init; } = FeatureChange.Locked;

    /// <summary>How a regression sees the value. Trees and cards need no such thing: they only ask what is larger.</summary>
    public FeatureScale Scale { get; init; } = FeatureScale.Same;

    /// <summary>+1 where more can only mean more risk, −1 where less, 0 where both may be: a limit on what boosting may learn.</summary>
    public int Direction { get; init; }

    /// <summary>The value for a model; NaN where it is unknown.</summary>
    internal float ValueOf(ClientHistory history) => Formula(history) is { } value && double.IsFinite(value) ? (float)value : float.NaN;
}

/// <summary>What a client can do about a feature.</summary>
public enum FeatureChange
{
    /// <summary>Nothing: age, tenure, what has happened.</summary>
    Locked,

    /// <summary>Only make it less: missed payments, cash taken.</summary>
    Down,

    /// <summary>Only make it more: income, savings.</summary>
    Up,
    Both,
}

/// <summary>How a regression sees a value.</summary>
public enum FeatureScale
{
    Same,

    /// <summary>Square root: a second missed payment says less than the first.</summary>
    Root,

    /// <summary>sign · ln(1 + |value|): amounts over six orders of magnitude become comparable.</summary>
    Log,
}
