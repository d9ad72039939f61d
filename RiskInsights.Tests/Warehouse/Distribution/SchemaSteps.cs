using Dapper;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>A warehouse as an earlier program left it.</summary>
internal static class SchemaSteps
{
    /// <summary>Runs the schema files up to a version, as the program of that time did.</summary>
    public static Task ApplyAsync(IWarehouseEngine engine, int version) => engine.WriteAsync(
        connection =>
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute("CREATE TABLE ops_migrations (version INTEGER PRIMARY KEY NOT NULL)", transaction: transaction);
            for (var number = 1; number <= version; number++)
            {
                connection.Execute(Text(engine.Name, number), transaction: transaction);
                connection.Execute("INSERT INTO ops_migrations (version) VALUES (@number)", new { number }, transaction);
            }

            transaction.Commit();
            return true;
        },
        CancellationToken.None);

    private static string Text(string engine, int number)
    {
        var assembly = typeof(WarehouseDatabase).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.StartsWith($"Schema/{engine}/{number:0000}_", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
