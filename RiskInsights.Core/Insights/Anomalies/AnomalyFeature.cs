using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>One input of the anomaly model, and how a person reads it.</summary>
/// <param name="Name">As stored with models and reasons.</param>
/// <param name="Unit">What <see cref="Shown"/> counts in.</param>
public sealed record AnomalyFeature(string Name, AnomalyUnit Unit)
{
    /// <summary>In the order of a model's columns.</summary>
    public static IReadOnlyList<AnomalyFeature> All { get; } =
    [
        new("amount_against_usual", AnomalyUnit.Times),
        new("amount_against_bank", AnomalyUnit.Times),
        new("transactions_in_24h", AnomalyUnit.Count),
        new("amount_in_24h", AnomalyUnit.Times),
        new("new_country", AnomalyUnit.ShareOfHabit),
        new("unusual_channel", AnomalyUnit.ShareOfHabit),
        new("unusual_category", AnomalyUnit.ShareOfHabit),
        new("unusual_hour", AnomalyUnit.ShareOfHabit),
        new("unusual_type", AnomalyUnit.ShareOfHabit),
        new("balance_left", AnomalyUnit.Share),
        new("days_since_last", AnomalyUnit.Days),
        new("round_amount", AnomalyUnit.ShareOfHabit),
        new("repeated_amount", AnomalyUnit.Count),
    ];

    internal static IReadOnlyList<FeatureColumn> Columns { get; } = FeatureColumn.Numeric([.. All.Select(f => f.Name)]);

    /// <summary>The model's number as a person reads it: a factor, a count, days, or a share from 0 to 1.</summary>
    internal double Shown(float input) => Unit switch
    {
        AnomalyUnit.Times => Math.Exp(input),
        AnomalyUnit.Count or AnomalyUnit.Days => Math.Exp(input) - 1,
        AnomalyUnit.ShareOfHabit => Math.Exp(-input),
        _ => input,
    };
}

/// <summary>What a feature's shown value is.</summary>
public enum AnomalyUnit
{
    /// <summary>A factor: 31 means 31 times as much.</summary>
    Times,

    /// <summary>How many.</summary>
    Count,

    /// <summary>The share, 0 to 1, of what the client did before that was alike; small is rare.</summary>
    ShareOfHabit,

    /// <summary>A share, 0 to 1.</summary>
    Share,

    /// <summary>Days.</summary>
    Days,
}
