namespace RiskInsights.Dashboard.Jobs;

/// <summary>What an import loads: an upload of this data folder, or a folder.</summary>
internal sealed record WhatToImport
{
    /// <summary>The upload's number; null for a folder.</summary>
    public string? Upload { get; init; }

    public string? Directory { get; init; }

    /// <summary>The layout of the folder's files.</summary>
    public string? Source { get; init; }
}
