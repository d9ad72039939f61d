namespace RiskInsights.Core.Warehouse.Engines.Copying;

/// <summary>
/// Moves a whole SQLite warehouse into an empty PostgreSQL database: every table of the source's catalogue, in one transaction of
/// the target, compared before it is confirmed. The source is read as it was at one moment and stays as it is.
/// </summary>
public static class SqliteToPostgres
{
    /// <summary>What share of the progress goes to reading and writing rows; the rest is comparing and confirming.</summary>
    private const double StreamShare = 0.98;

    /// <param name="sourceFile">The file of a SQLite warehouse of the program's own schema version.</param>
    /// <param name="target">Its tables are made first; they must hold nothing.</param>
    /// <param name="progress">The table that is being copied, and the share of all rows, 0 to 1.</param>
    /// <returns>Every table, in the order in which it was copied.</returns>
    /// <exception cref="WarehouseException">
    /// The source cannot be read or has another schema version, the target holds a row or cannot be reached, or what arrived is not
    /// what was there. Then, and when it is cancelled, the target holds no row.
    /// </exception>
    public static async Task<IReadOnlyList<CopiedTable>> RunAsync(
        string sourceFile, IWarehouseEngine target, Action<string, double> progress, CancellationToken cancellation = default)
    {
        using var source = new SqliteSnapshot(sourceFile);
        var database = new WarehouseDatabase(target);

        // Before the migration: a warehouse of an older program must not be changed by a copy that is refused.
        await PostgresTables.RequireEmptyAsync(database, cancellation);
        await Migrations.ApplyAsync(target, cancellation);
        return await database.WriteAsync(writer => Copy(source, writer, progress, cancellation), cancellation);
    }

    private static List<CopiedTable> Copy(SqliteSnapshot source, WarehouseWriter target, Action<string, double> progress, CancellationToken cancellation)
    {
        PostgresTables.RequireEmpty(target);
        var all = Math.Max(1, source.Tables.Sum(t => t.Rows));
        var done = 0L;
        var copied = new List<CopiedTable>();
        foreach (var table in source.Tables)
        {
            var before = done;
            progress(table.Name, StreamShare * before / all);
            copied.Add(new TableCopy(target, table).Run(source, rows => progress(table.Name, StreamShare * (before + rows) / all), cancellation));
            done += table.Rows;

            // Without statistics the first questions would be planned as for an empty database.
            target.Execute($"ANALYZE {table.Name}");
        }

        progress("confirm", 1);
        return copied;
    }
}
