using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse;

/// <summary>What SQLite in particular asks of the schema.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private const string WithoutRowNumbersSql = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%' ORDER BY name
        """;

    private const string ForeignKeysSql = """
        SELECT t.name || '.' || k."from" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY 1
        """;

    private const string CheckedAtOnceSql = """
        SELECT name FROM sqlite_master
        WHERE type = 'table'
          AND (LENGTH(sql) - LENGTH(REPLACE(sql, 'REFERENCES', ''))) / LENGTH('REFERENCES')
            <> (LENGTH(sql) - LENGTH(REPLACE(sql, 'INITIALLY DEFERRED', ''))) / LENGTH('INITIALLY DEFERRED')
        """;

    private readonly TemporaryWarehouse _warehouse = new(TestEngine.Sqlite);

    public void Dispose() => _warehouse.Dispose();

    // SQLite 3.40 reports missing values in the others when it checks such a table: backups would be called damaged.
    [Fact]
    public async Task TablesWithoutRowNumbers_HaveTheirKeyInTheFirstColumns()
    {
        var tables = await _warehouse.Database.RowsAsync<string>(WithoutRowNumbersSql);
        Assert.Contains("fact_transactions", tables);
        foreach (var table in tables)
        {
            var inKey = await _warehouse.Database.RowsAsync<bool>($"SELECT pk > 0 FROM pragma_table_info('{table}') ORDER BY cid");
            Assert.Equal(inKey.OrderDescending(), inKey);
        }
    }

    // Checked at once, they would have a statement of many rows keep a copy of every page that it touches.
    [Fact]
    public async Task ForeignKeys_AreTheseAndCheckedAtTheCommit()
    {
        Assert.Equal(
            ["dim_accounts.client_key", "fact_events.account_key", "fact_events.client_key", "fact_events.date_key", "ops_pipeline_steps.run_id", "ops_quarantine.batch_id", "ops_reports.run_id"],
            await _warehouse.Database.RowsAsync<string>(ForeignKeysSql));
        Assert.Empty(await _warehouse.Database.RowsAsync<string>(CheckedAtOnceSql));
    }

    [Fact]
    public async Task Commit_RowNamesAnUnknownClient_SaysWhatIsMissing()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() => _warehouse.Database.WriteAsync(writer => writer.Execute(
            "INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id) VALUES ('A', 99, 'current', 'EUR', '2024-01-01', 1)")));
        Assert.StartsWith("A row names a client, an account", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ingestion.Transactions.StoredTransactions", "OfAnyDaySql")]
    [InlineData("Insights.Anomalies.Verdicts", "AddSql")]
    public async Task TransactionsByIdentifier_OfAnyDay_AreSearchedInThePrimaryKey(string type, string name)
    {
        var sql = (string)typeof(WarehouseDatabase).Assembly.GetType("RiskInsights.Core." + type, throwOnError: true)!
            .GetField(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.GetRawConstantValue()!;
        var plan = new List<string>();
        await _warehouse.Database.ForEachRecordAsync(
            "EXPLAIN QUERY PLAN " + sql,
            new { days = Enumerable.Range(20240101, 31), ids = Enumerable.Range(1, 128), verdict = "", note = "", decidedBy = "", decidedAt = "" },
            row => plan.Add(row.GetString(3)));
        Assert.Contains(plan, step => step.Contains("USING PRIMARY KEY (date_key=? AND transaction_id=?)", StringComparison.Ordinal));
    }
}
