namespace RiskInsights.Core.Synthetic;

/// <summary>What was written. Counts are rows of the clean bank; planted bad rows are counted apart.</summary>
public sealed record DemoBankSummary
{
    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public required int Clients { get; init; }

    public required long Accounts { get; init; }

    public required long Transactions { get; init; }

    public required long Events { get; init; }

    /// <summary>Clients who defaulted within the history.</summary>
    public required int Defaults { get; init; }

    /// <summary>Clients who left within the history.</summary>
    public required int Departures { get; init; }

    /// <summary>Time under observation of all clients together, in years: from joining (or the start) to default, departure or the end.</summary>
    public required double ClientYears { get; init; }

    /// <summary>Planted abnormal transactions, listed in truth/anomalies.csv.</summary>
    public required long Anomalies { get; init; }

    /// <summary>Planted bad rows of all files, listed in truth/dirty.csv.</summary>
    public required long DirtyRows { get; init; }
}
