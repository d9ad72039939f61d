using RiskInsights.Core.Warehouse.Engines.Postgres;

namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>What a PostgreSQL database says of its own tables.</summary>
internal static class PostgresTables
{
    // Partitions are part of their table; what an extension brought is no data.
    private const string NamesSql = """
        SELECT c.relname::text
        FROM pg_class c
        WHERE c.relnamespace = to_regnamespace(current_schema()::text) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relname <> 'ops_migrations'
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        ORDER BY c.relname
        """;

    private const string ColumnsSql = """
        SELECT a.attname::text AS "Name", a.atttypid::int AS "Type", a.attidentity <> '' AS "IsNumbered"
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass(@table) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        """;

    /// <exception cref="WarehouseException">A table has rows.</exception>
    public static async Task RequireEmptyAsync(WarehouseDatabase target, CancellationToken cancellation)
    {
        foreach (var table in await target.RowsAsync<string>(NamesSql, cancellation: cancellation))
            RequireEmpty(table, await target.RowAsync<bool>(HasRowsSql(table), cancellation: cancellation));
    }

    /// <exception cref="WarehouseException">A table has rows.</exception>
    public static void RequireEmpty(WarehouseWriter target)
    {
        foreach (var table in target.Rows<string>(NamesSql))
            RequireEmpty(table, target.Row<bool>(HasRowsSql(table)));
    }

    /// <summary>The columns of a table; none when there is no such table.</summary>
    public static IReadOnlyList<TargetColumn> Columns(WarehouseWriter target, string table) => target.Rows<TargetColumn>(ColumnsSql, new { table });

    /// <summary>Rows of the table, then what each column's <see cref="ColumnSum.Sql"/> answers.</summary>
    public static IReadOnlyList<Int128> Sums(WarehouseWriter target, string table, IEnumerable<ColumnSum> sums)
    {
        var list = string.Join(", ", sums.Select(s => s.Sql));
        var answer = target.Row<string>($"SELECT array_to_string(ARRAY[COUNT(*), {list}], ' ', '0') FROM {table}");
        return [.. answer.Split(' ').Select(n => Int128.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>The engine's next number for <paramref name="column"/> will be higher than <paramref name="last"/> and than every row's.</summary>
    public static void NumberBeyond(WarehouseWriter target, string table, string column, long last)
    {
        var highest = Math.Max(last, target.Row<long>($"SELECT COALESCE(MAX({column}), 0)::bigint FROM {table}"));
        if (highest > 0)
            target.Row<long>($"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), @highest)", new { highest });
    }

    private static string HasRowsSql(string table) => $"""SELECT EXISTS (SELECT 1 FROM "{table}")""";

    private static void RequireEmpty(string table, bool hasRows)
    {
        if (hasRows)
            throw new WarehouseException($"The target is not empty: its table {table} has rows. Copy into a new database. Nothing was changed.");
    }

    internal sealed record TargetColumn
    {
        public required string Name { get; init; }

        public required CopyType Type { get; init; }

        /// <summary>The engine numbers its rows.</summary>
        public required bool IsNumbered { get; init; }
    }
}
