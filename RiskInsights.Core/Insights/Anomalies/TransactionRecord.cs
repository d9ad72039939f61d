namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>One transaction as the features see it.</summary>
/// <param name="Minute">Minutes since 0001-01-01, the bank's local time.</param>
/// <param name="AmountCents">Credit &gt; 0.</param>
internal readonly record struct TransactionRecord(
    long TransactionId, int ClientKey, int DateKey, long Minute, long AmountCents, string Type, string Channel, string Country, string Category, long? BalanceAfterCents)
{
    /// <summary>|amount| in whole currency units, at least 0.01.</summary>
    public double Size => Math.Max(Math.Abs(AmountCents), 1) / 100.0;
}
