namespace RiskInsights.Core.Ingestion.Values;

/// <summary>How <c>03/04/2025</c> is read. The whole file decides once, never a row for itself.</summary>
internal enum DateOrder
{
    DayFirst,
    MonthFirst,
}
