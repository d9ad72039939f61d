namespace RiskInsights.Tests.Warehouse;

/// <summary>Every index is in <c>docs/indexes.md</c>, which a benchmark writes: with the question that it serves, and what it would cost without it.</summary>
public sealed class IndexesDocumentTests
{
    // In SQLite the rows themselves lie by day.
    private const string PostgresAlone = "fact_transactions_date";

    private const string SqliteSql = """
        SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
        """;

    private const string PostgresSql = """
        SELECT c.relname::text FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
          AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
        ORDER BY 1
        """;

    [EngineFact]
    public async Task Indexes_OfTheSchema_AreThoseOfTheDocument()
    {
        using var warehouse = new TemporaryWarehouse();
        var indexes = await warehouse.Database.RowsAsync<string>(TestEngines.Current == TestEngine.Sqlite ? SqliteSql : PostgresSql);
        var documented = (await File.ReadAllLinesAsync(Repository.Path("docs", "indexes.md")))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])
            .Where(name => TestEngines.Current != TestEngine.Sqlite || !name.Equals(PostgresAlone, StringComparison.Ordinal));
        Assert.Equal(documented.Order(StringComparer.Ordinal), indexes.Order(StringComparer.Ordinal));
    }
}
