namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>A table as the source's own catalogue describes it.</summary>
internal sealed record SourceTable
{
    public required string Name { get; init; }

    /// <summary>In the order of the table.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The other tables that its rows point into.</summary>
    public required IReadOnlyList<string> References { get; init; }

    public required long Rows { get; init; }

    /// <summary>The highest number that the engine has ever given to a row; 0 where it gives none.</summary>
    public required long LastNumber { get; init; }

    /// <summary>The tables, each after those that it points into.</summary>
    /// <exception cref="WarehouseException">Tables point into each other in a circle.</exception>
    public static IReadOnlyList<SourceTable> InOrderOfReference(IReadOnlyCollection<SourceTable> tables)
    {
        var ordered = new List<SourceTable>();
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var names = waiting.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
            var next = waiting.FindIndex(t => !t.References.Any(names.Contains));
            if (next < 0)
                throw new WarehouseException($"The tables {string.Join(", ", names.Order(StringComparer.Ordinal))} point into each other in a circle: there is no order to copy them in.");
            ordered.Add(waiting[next]);
            waiting.RemoveAt(next);
        }

        return ordered;
    }
}
