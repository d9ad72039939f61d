namespace RiskInsights.Core.Insights.Default;

/// <summary>The queries behind the figures of the default model, as they run, for whoever wants to see where a number comes from.</summary>
public static class DefaultQueries
{
    /// <summary>The inputs of every client at risk, as of a date.</summary>
    public static string Features => DefaultFeatureQuery.FeaturesSql;

    /// <summary>Who defaulted in the window that starts on a date.</summary>
    public static string Labels => DefaultFeatureQuery.DefaultedSql;

    /// <summary>Features and labels: what training and test are made of.</summary>
    public static string FeaturesAndLabels => $"-- Labels\n{Labels}\n\n-- Features\n{Features}";
}
