using Npgsql;

namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>A table that rows are loaded into, and the temporary one in front of it.</summary>
internal sealed class BulkTarget
{
    private const string ColumnsSql = """
        SELECT a.attname, a.atttypid::int
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass(@table) AND a.attname = ANY (@columns)
        """;

    // The columns of a unique index that the rows fill as a whole: they tell which rows were refused.
    private const string KeySql = """
        SELECT k.names
        FROM (SELECT i.indisprimary, i.indexrelid, array_agg(a.attname::text ORDER BY a.attnum) AS names
              FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
              WHERE i.indrelid = to_regclass(@table) AND i.indisunique AND i.indpred IS NULL
              GROUP BY i.indisprimary, i.indexrelid) k
        WHERE k.names <@ @columns
        ORDER BY k.indisprimary DESC, k.indexrelid
        LIMIT 1
        """;

    private BulkTarget(CopyType[] types, string copySql, string? moveSql) => (Types, CopySql, MoveSql) = (types, copySql, moveSql);

    /// <summary>In the order of the columns.</summary>
    public CopyType[] Types { get; }

    public string CopySql { get; }

    /// <summary>Moves the rows on, empties the temporary table, and answers with the numbers of the refused rows; null without one.</summary>
    public string? MoveSql { get; }

    /// <param name="onConflict">The text after <c>ON CONFLICT</c>; null when no key can be there already: then there is no temporary table.</param>
    public static BulkTarget Prepare(PostgresConnection connection, string table, IReadOnlyList<string> columns, string? onConflict)
    {
        var list = string.Join(", ", columns);
        var types = TypesOf(connection.Inner, table, columns);
        if (onConflict is null)
            return new BulkTarget(types, $"COPY {table} ({list}) FROM STDIN (FORMAT BINARY)", null);
        var stage = $"bulk_{++connection.NextTable}";
        Execute(connection.Inner, $"CREATE TEMPORARY TABLE {stage} ON COMMIT DROP AS SELECT 0 AS bulk_row, {list} FROM {table} WHERE FALSE");
        var insert = $"INSERT INTO {table} ({list}) SELECT {list} FROM {stage} ORDER BY bulk_row ON CONFLICT {onConflict}";
        var keeps = string.Equals(onConflict, "DO NOTHING", StringComparison.Ordinal);
        var move = keeps && KeyOf(connection.Inner, table, columns) is { } key ? Refusing(insert, stage, string.Join(", ", key)) : insert;
        return new BulkTarget(types, $"COPY {stage} (bulk_row, {list}) FROM STDIN (FORMAT BINARY)", $"{move}; TRUNCATE {stage}");
    }

    private static string Refusing(string insert, string stage, string key) => $"""
        WITH written AS ({insert} RETURNING {key})
        SELECT bulk_row FROM {stage}
        WHERE bulk_row NOT IN (SELECT MIN(bulk_row) FROM {stage} JOIN written USING ({key}) GROUP BY {key})
        ORDER BY bulk_row
        """;

    private static CopyType[] TypesOf(NpgsqlConnection connection, string table, IReadOnlyList<string> columns)
    {
        var types = new Dictionary<string, CopyType>(StringComparer.Ordinal);
        using var command = Asking(connection, ColumnsSql, table, columns);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            types.Add(reader.GetString(0), (CopyType)reader.GetInt32(1));
        if (columns.FirstOrDefault(c => !types.ContainsKey(c)) is { } missing)
            throw new WarehouseException($"Table {table} has no column {missing}.");
        return [.. columns.Select(c => types[c])];
    }

    private static string[]? KeyOf(NpgsqlConnection connection, string table, IReadOnlyList<string> columns)
    {
        using var command = Asking(connection, KeySql, table, columns);
        return command.ExecuteScalar() as string[];
    }

    private static NpgsqlCommand Asking(NpgsqlConnection connection, string sql, string table, IReadOnlyList<string> columns)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("table", table);
        command.Parameters.AddWithValue("columns", columns.ToArray());
        return command;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
