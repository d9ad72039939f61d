using static System.FormattableString;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>One setting of an algorithm, as a page shows it and a stored run names it.</summary>
/// <param name="Name">As in the field's tools, snake_case: <c>max_depth</c>. Its words are in the texts under this name.</param>
/// <param name="Default">What a training takes when nobody says otherwise.</param>
/// <param name="Least">Lowest accepted value.</param>
/// <param name="Most">Highest accepted value.</param>
public sealed record AlgorithmOption(string Name, double Default, double Least, double Most)
{
    public bool IsWhole { get; init; }

    /// <summary>Whether a search tries it, and between which values; null where it stays as it is.</summary>
    public SearchRange? Search { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">Outside the range, or a fraction where whole numbers are asked for; the message names it.</exception>
    public void Require(double value)
    {
        if (!(value >= Least && value <= Most))
            throw new ArgumentOutOfRangeException(Name, value, Invariant($"{Name} must be from {Least} to {Most}."));
        if (IsWhole && value != Math.Floor(value))
            throw new ArgumentOutOfRangeException(Name, value, $"{Name} must be a whole number.");
    }
}

/// <summary>Where a search looks for an option's value.</summary>
/// <param name="IsLogarithmic">Whether ten times as much is one step, as for rates and penalties.</param>
public sealed record SearchRange(double Least, double Most, bool IsLogarithmic = false);
