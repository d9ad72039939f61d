namespace RiskInsights.Core.Modelling.History;

/// <summary>Events that more than one recipe asks for, as <c>fact_events.event_type</c> names them.</summary>
internal static class EventTypes
{
    /// <summary>The bank's record of a default: 90 days past due, or payment is unlikely.</summary>
    public const string Default = "default_90dpd";
}
