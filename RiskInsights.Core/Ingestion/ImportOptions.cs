using RiskInsights.Core.Ingestion.Aggregation;

namespace RiskInsights.Core.Ingestion;

/// <summary>The limits of an import.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// The largest amount of one transaction, event or credit limit, in whole currency units, sign aside. Default
    /// 100 million; at most 1 billion. A higher one lets typing errors through.
    /// </summary>
    public long LargestAmount { get; init; } = 100_000_000;

    /// <summary>The longest row in bytes. Default 1 MiB. A longer one means an unclosed quote or a file made to exhaust memory.</summary>
    public int LongestRow { get; init; } = 1 << 20;

    /// <summary>
    /// The number of aggregate cells that a load holds in memory before it merges them into the tables. Default 100,000,
    /// up to 75 MB in all, at most 10 million: more is faster for files that are in no order, less saves memory.
    /// </summary>
    public int AggregateCells { get; init; } = 100_000;

    /// <summary>Which transactions are counted as watched.</summary>
    public WatchRule Watch { get; init; } = new();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LargestAmount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LargestAmount, 1_000_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRow, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(AggregateCells, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AggregateCells, 10_000_000);
        Watch.Validate();
    }
}
