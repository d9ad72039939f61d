namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>How a client can change a feature, as the business sees it.</summary>
public enum AllowedChange
{
    /// <summary>Not at all: it is locked (age, country, tenure).</summary>
    None,

    /// <summary>To higher values only.</summary>
    Up,

    /// <summary>To lower values only.</summary>
    Down,

    /// <summary>To higher and lower values; the only way for categories to change.</summary>
    Either,
}
