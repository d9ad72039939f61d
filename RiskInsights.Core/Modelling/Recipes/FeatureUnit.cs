namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>What a feature's value counts, as pages and files name it.</summary>
public static class FeatureUnit
{
    /// <summary>A whole number of things.</summary>
    public const string Count = "count";

    /// <summary>Part of a whole, 0 to 1.</summary>
    public const string Share = "share";

    /// <summary>One amount divided by another.</summary>
    public const string Ratio = "ratio";

    /// <summary>The newest months' pace divided by the year's: 1 is unchanged.</summary>
    public const string Trend = "trend";

    /// <summary>Whole units of the bank's currency.</summary>
    public const string Money = "money";
    public const string Days = "days";
    public const string Months = "months";
    public const string Years = "years";
}
