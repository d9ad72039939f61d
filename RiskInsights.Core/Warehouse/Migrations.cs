using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// Brings a warehouse to the program's version: runs the numbered files of <c>Schema/&lt;engine&gt;/</c> that it has not
/// seen, in one transaction, and then, where there is one, <c>distribute.sql</c>, which sees for itself what is left to do.
/// A warehouse that is newer than the program is refused, untouched.
/// </summary>
public static class Migrations
{
    /// <summary>Returns the version that the warehouse has afterwards: the number of the last file.</summary>
    public static Task<int> ApplyAsync(IWarehouseEngine engine, CancellationToken cancellation = default)
    {
        var scripts = Scripts(engine.Name);
        var distribute = DistributeOrNull(engine.Name);
        return engine.WriteAsync(connection => Apply(connection, scripts, distribute), cancellation);
    }

    /// <summary>The version that this program brings a warehouse to.</summary>
    /// <param name="engine">The engine's name, as in <see cref="IWarehouseEngine.Name"/>.</param>
    public static int Newest(string engine) => Scripts(engine)[^1].Number;

    private static int Apply(DbConnection connection, IReadOnlyList<(int Number, string Sql)> scripts, string? distribute)
    {
        var newest = scripts[^1].Number;
        using var transaction = connection.BeginTransaction();
        connection.Execute("CREATE TABLE IF NOT EXISTS ops_migrations (version INTEGER PRIMARY KEY NOT NULL)", transaction: transaction);
        var current = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM ops_migrations", transaction: transaction);
        if (current > newest)
            throw new WarehouseException($"The warehouse has schema version {current}, this program knows {newest}: start a newer program.");

        foreach (var (number, sql) in scripts.Where(s => s.Number > current))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute("INSERT INTO ops_migrations (version) VALUES (@number)", new { number }, transaction);
        }

        if (distribute is not null)
            connection.Execute(distribute, transaction: transaction);
        transaction.Commit();
        return newest;
    }

    private static List<(int Number, string Sql)> Scripts(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Schema/{engine}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(n[prefix.Length]))
            .Order(StringComparer.Ordinal)
            .Select(n => (int.Parse(n.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Text(assembly, n)))];
    }

    /// <summary>What spreads the tables over a cluster; null for an engine that knows none.</summary>
    internal static string? DistributeOrNull(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = $"Schema/{engine}/distribute.sql";
        return assembly.GetManifestResourceNames().Contains(resource, StringComparer.Ordinal) ? Text(assembly, resource) : null;
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
