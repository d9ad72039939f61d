namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>A row that goes to quarantine.</summary>
/// <param name="Column">Empty when the rule is about the whole row.</param>
/// <param name="RawLine">Null where the source holds personal data.</param>
internal readonly record struct Rejection(long LineNumber, Rule Rule, string Column, string? RawLine);
