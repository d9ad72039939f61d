namespace RiskInsights.Core.Ingestion.Values;

/// <summary>What the values of a column agree on; needed only for those such as <c>1,234</c> that can be read in two ways.</summary>
internal enum DecimalMark
{
    /// <summary>No value tells. Three digits after one mark are thousands then, because amounts have two decimals.</summary>
    Unknown,
    Point,
    Comma,

    /// <summary>Values of both kinds: one that can be read in two ways is turned away.</summary>
    Mixed,
}
