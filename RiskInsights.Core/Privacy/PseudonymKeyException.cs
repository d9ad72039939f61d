namespace RiskInsights.Core.Privacy;

/// <summary>The key of the warehouse's pseudonyms is missing or another one: loading would give every client a second pseudonym.</summary>
public sealed class PseudonymKeyException(string message) : Exception(message);
