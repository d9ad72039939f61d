namespace RiskInsights.Core.Ingestion.Files;

/// <summary>The encodings that a source may come in.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,

    /// <summary>Windows-1252, which a file is when it is not UTF-8.</summary>
    Cp1252,
}
