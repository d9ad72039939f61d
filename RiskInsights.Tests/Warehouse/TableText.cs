using System.Data.Common;
using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

/// <summary>Rows as texts that are the same on every engine when the values are.</summary>
public static class TableText
{
    public static string Of(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => "",
        byte[] bytes => Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>All rows, in the order of their texts, with the columns in the order of their names, without some.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(WarehouseDatabase warehouse, string table, params IReadOnlyCollection<string> without)
    {
        var rows = new List<string>();
        await warehouse.ForEachRecordAsync($"SELECT * FROM {table}", null, row => rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount)
            .OrderBy(row.GetName, StringComparer.Ordinal)
            .Where(i => !without.Contains(row.GetName(i), StringComparer.Ordinal))
            .Select(i => $"{row.GetName(i)}={Of(row, i)}"))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
