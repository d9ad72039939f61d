namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>A table that is the same in the source and in the target.</summary>
public sealed record CopiedTable
{
    public required string Name { get; init; }

    /// <summary>In both.</summary>
    public required long Rows { get; init; }

    /// <summary>Columns whose values add up to the same: every one of the table.</summary>
    public required int Columns { get; init; }

    /// <summary>What the columns of whole numbers add up to, all together: money, counts and keys. The same in both.</summary>
    public required Int128 SumOfNumbers { get; init; }
}
