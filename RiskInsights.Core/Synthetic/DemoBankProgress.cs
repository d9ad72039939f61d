namespace RiskInsights.Core.Synthetic;

/// <summary>How far the writing of a demo bank is.</summary>
/// <param name="Fraction">Share of the work done, 0 to 1, never falling.</param>
/// <param name="Month">The month that was just written, as its first day; null while the clients' files are written.</param>
/// <param name="Transactions">Clean transactions written so far.</param>
public sealed record DemoBankProgress(double Fraction, DateOnly? Month, long Transactions);
