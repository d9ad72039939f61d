namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What an analyst says of a transaction that stood out.</summary>
public enum Verdict
{
    Fraud,
    Error,
    Legitimate,
    Unsure,
}
