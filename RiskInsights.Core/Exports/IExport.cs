using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Exports;

/// <summary>
/// One CSV table for Power BI. Columns never change their name or place; new ones are appended. A column that ends in
/// <c>_cents</c> is written in whole currency units with two decimals and without that ending; one that starts with
/// <c>is_</c> as true or false.
/// </summary>
public interface IExport
{
    /// <summary>The file's name without <c>.csv</c>.</summary>
    string Name { get; }

    /// <summary>The query that gives the rows. It names its order, so that two exports of the same data are the same bytes.</summary>
    string Sql { get; }

    /// <summary>Writes header and rows: those of <see cref="Sql"/> as they are, unless an export makes its columns in code.</summary>
    Task WriteAsync(WarehouseDatabase warehouse, CsvTable table, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.QueryAsync(warehouse, Sql, null, cancellation);
    }
}
