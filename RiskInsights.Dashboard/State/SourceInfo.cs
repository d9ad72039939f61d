namespace RiskInsights.Dashboard.State;

/// <summary>Where a displayed number comes from; every KPI, chart and table can say it.</summary>
/// <param name="Meaning">What is counted, in one sentence.</param>
/// <param name="Query">The SQL that computed it.</param>
public sealed record SourceInfo(string Meaning, string Query)
{
    /// <summary>The number as it is shown: "€3.12M"; used in the title.</summary>
    public string? Shown { get; init; }

    /// <summary>The number with all its digits.</summary>
    public string? Exact { get; init; }

    /// <summary>Period and filters in words.</summary>
    public string? Filters { get; init; }

    /// <summary>Model version and as-of date, where a model took part.</summary>
    public string? Model { get; init; }

    /// <summary>Batches, rows, quarantined rows.</summary>
    public string? Data { get; init; }

    /// <summary>Page that lists the rows behind the number.</summary>
    public string? RowsUrl { get; init; }
}
