namespace RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

/// <summary>How a feature is looked at.</summary>
public enum FeaturePicture
{
    /// <summary>Share of each outcome's rows by value.</summary>
    Distribution,

    /// <summary>Bad rate and weight of evidence by bin.</summary>
    Bins,

    /// <summary>Mean and bad rate by as-of date.</summary>
    Trend,
}
