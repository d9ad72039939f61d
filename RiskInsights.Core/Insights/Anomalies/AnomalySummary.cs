namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>Some transactions in three figures.</summary>
/// <param name="AmountCents">Sum of |amount|.</param>
/// <param name="Clients">Different clients.</param>
/// <param name="MedianScore">0 to 1, high = abnormal; null for no transaction.</param>
public sealed record AnomalySummary(int Transactions, long AmountCents, int Clients, double? MedianScore);
