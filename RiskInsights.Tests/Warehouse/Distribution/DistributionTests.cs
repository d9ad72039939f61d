using System.Text.RegularExpressions;

namespace RiskInsights.Tests.Warehouse.Distribution;

public sealed partial class DistributionTests
{
    // What belongs to one engine (its catalogues, its bulk insert) or comes before there are tables to join.
    private static readonly string[] NotHeld = ["Warehouse/Engines/", "Warehouse/Migrations.cs", "Components/Pages/DesignSheets/"];

    private static readonly Dictionary<string, Place> Places = Placement.List.ToDictionary(p => p.Table, p => p.Place, StringComparer.Ordinal);

    [Fact]
    public void Queries_OfTheWholeProgram_JoinOnTheClientOrOnReferenceTables()
    {
        Assert.True(SqlTexts.All.Count > 100, $"{SqlTexts.All.Count} texts");
        Assert.Empty(SqlTexts.All.SelectMany(text => DistributionRule.Violations(text.Sql, Places, SqlTexts.TemporaryTables).Select(v => $"{text.From}: {v}\n{text.Sql}")));
    }

    // A text that nobody collected would not be held to anything.
    [Fact]
    public void Queries_InTheSources_AreAllAmongThoseThatAreRead()
    {
        var known = string.Join('\n', SqlTexts.All.Select(t => White().Replace(t.Sql, " ")));
        var missing = Sources().SelectMany(file => SourceLiterals.Of(File.ReadAllText(file.Path))
            .Where(text => (SqlTexts.IsStatement(text + " ") || Reads().IsMatch(text)) && !known.Contains(text, StringComparison.Ordinal))
            .Select(text => $"{file.Name}: {text}"));
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Placement_OfEveryTableOfTheSchema_IsNamedOnce()
    {
        using var warehouse = new TemporaryWarehouse(TestEngine.Sqlite);
        var tables = await warehouse.Database.RowsAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
        Assert.Equal(tables.Order(StringComparer.Ordinal), Placement.List.Select(p => p.Table).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Placement_OfDistributedTables_HasTheClientInEachKey()
    {
        using var warehouse = new TemporaryWarehouse(TestEngine.Sqlite);
        foreach (var (table, _) in Placement.List.Where(p => p.Place == Place.Distributed))
            Assert.Contains("client_key", await warehouse.Database.RowsAsync<string>($"SELECT name FROM pragma_table_info('{table}') WHERE \"notnull\" = 1"));
    }

    [PostgresFact]
    public async Task Placement_OfDistributedTables_HasTheClientInEveryUniqueIndex()
    {
        using var warehouse = new TemporaryWarehouse(TestEngine.Postgres);
        foreach (var (table, _) in Placement.List.Where(p => p.Place == Place.Distributed))
        {
            Assert.Equal([1], await warehouse.Database.RowsAsync<int>($"""
                SELECT DISTINCT (SELECT COUNT(*) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname = 'client_key')::INT
                FROM pg_index i WHERE i.indrelid = '{table}'::regclass AND i.indisunique
                """));
        }
    }

    [Theory]
    [InlineData("SELECT COUNT(*) FROM fact_transactions t JOIN dim_clients c ON c.client_key = t.client_key JOIN dim_accounts a ON a.account_key = t.account_key")]
    [InlineData("SELECT 1 FROM ml_scores s JOIN fact_events e ON e.client_key = s.client_key JOIN ml_model_versions v ON v.version = s.version")]
    [InlineData("SELECT 1 FROM ml_scores s, fact_events e, ml_verdicts v WHERE e.client_key = s.client_key AND (v.client_key = e.client_key AND v.note = 'OR')")]
    [InlineData("SELECT 1 FROM ml_anomaly_scores s JOIN fact_transactions t ON t.client_key = s.client_key AND t.date_key = s.date_key AND t.transaction_id = s.transaction_id")]
    [InlineData("SELECT 1 FROM ml_scores s WHERE EXISTS (SELECT 1 FROM fact_events e WHERE e.client_key = s.client_key)")]
    [InlineData("SELECT 1 FROM ml_verdicts WHERE (client_key, verdict_id) IN (SELECT client_key, MAX(verdict_id) FROM ml_verdicts GROUP BY client_key)")]
    [InlineData("SELECT 1 FROM ml_verdicts v WHERE v.verdict_id > (SELECT MAX(verdict_id) FROM ml_verdicts) - 10")]
    [InlineData("WITH m AS (SELECT client_key, account_key, MAX(year_month) AS y FROM agg_account_month GROUP BY client_key, account_key) SELECT 1 FROM m JOIN agg_account_month a ON a.client_key = m.client_key")]
    [InlineData("SELECT 1 FROM (SELECT date_key, COUNT(*) FROM fact_events GROUP BY date_key) e JOIN agg_daily d ON d.date_key = e.date_key")]
    [InlineData("SELECT SUM(m.debit_cents) - (SELECT SUM(debit_cents) FROM agg_daily) FROM agg_account_month m")]
    [InlineData("INSERT INTO agg_daily (date_key) SELECT t.date_key FROM fact_transactions t CROSS JOIN moved m WHERE m.client_key = t.client_key GROUP BY t.date_key ON CONFLICT (date_key) DO NOTHING")]
    [InlineData("UPDATE agg_account_month SET debit_cents = 0 WHERE client_key IN (SELECT client_key FROM moved); DELETE FROM ml_anomaly_scores")]
    public void Rule_GoodText_HasNoViolation(string sql) => Assert.Empty(DistributionRule.Violations(sql, Places, "moved"));

    [Theory]
    [InlineData("SELECT 1 FROM ml_scores s JOIN fact_events e ON e.date_key = s.as_of_date_key", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s CROSS JOIN fact_events e", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s JOIN fact_events e ON e.client_key = s.client_key OR e.date_key = 1", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s JOIN fact_events e ON e.client_key > s.client_key", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s JOIN fact_events e ON e.client_key = s.client_key JOIN ml_verdicts v ON v.date_key = e.date_key", "not joined on client_key")]
    [InlineData("SELECT 1 FROM dim_clients c LEFT JOIN ml_scores s ON s.client_key = c.client_key LEFT JOIN fact_events e ON e.account_key = c.client_key", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s -- ON e.client_key = s.client_key\n JOIN fact_events e ON e.event_type = 'e.client_key = s.client_key'", "not joined on client_key")]
    [InlineData("SELECT 1 FROM (SELECT transaction_id FROM ml_anomaly_scores) a JOIN ml_verdicts v ON v.client_key = a.client_key", "not joined on client_key")]
    [InlineData("SELECT 1 FROM (SELECT MAX(account_key) AS client_key FROM fact_events GROUP BY client_key) a JOIN ml_verdicts v ON v.client_key = a.client_key", "not joined on client_key")]
    [InlineData("WITH v AS (SELECT client_key, note FROM ml_verdicts) SELECT 1 FROM v JOIN ml_scores s ON s.version = 1", "not joined on client_key")]
    [InlineData("SELECT 1 FROM ml_scores s UNION ALL SELECT 1 FROM ml_scores s JOIN fact_events e ON e.date_key = 1", "not joined on client_key")]
    [InlineData("SELECT 1 FROM fact_events e JOIN ops_batches b ON b.batch_id = e.batch_id", "ops_batches is no reference table")]
    [InlineData("SELECT 1 FROM fact_events e WHERE e.batch_id IN (SELECT batch_id FROM ops_batches)", "no reference table is compared")]
    [InlineData("SELECT 1 FROM ml_scores s WHERE EXISTS (SELECT 1 FROM fact_events e WHERE e.date_key = s.as_of_date_key)", "not bound to client_key")]
    [InlineData("SELECT 1 FROM dim_clients c WHERE EXISTS (SELECT 1 FROM fact_events e WHERE e.client_key = c.client_key)", "not bound to client_key")]
    [InlineData("SELECT (SELECT MAX(e.date_key) FROM fact_events e WHERE e.account_key = a.account_key) FROM dim_accounts a", "not bound to client_key")]
    [InlineData("SELECT 1 FROM ml_verdicts WHERE verdict_id IN (SELECT verdict_id FROM ml_verdicts)", "compared without client_key")]
    [InlineData("SELECT 1 FROM ml_verdicts WHERE (client_key, verdict_id) IN (SELECT verdict_id, client_key FROM ml_verdicts)", "compared without client_key")]
    [InlineData("SELECT 1 FROM (SELECT account_key, MAX(year_month) AS y FROM agg_account_month GROUP BY account_key) n", "summed up by account_key")]
    [InlineData("SELECT 1 FROM ml_verdicts v JOIN fact_transactions t ON t.client_key = v.client_key AND t.transaction_id = v.transaction_id", "every month is read")]
    [InlineData("INSERT INTO fact_events (event_id) VALUES (1)", "filled without client_key")]
    [InlineData("INSERT INTO agg_daily (date_key) SELECT e.date_key FROM fact_events e JOIN ml_scores s ON s.version = 1", "not joined on client_key")]
    [InlineData("UPDATE ml_scores SET version = 1 WHERE EXISTS (SELECT 1 FROM fact_events e WHERE e.date_key = 1)", "not bound to client_key")]
    [InlineData("DELETE FROM ml_scores WHERE version IN (SELECT amount_cents FROM fact_events)", "compared without client_key")]
    [InlineData("SELECT 1 FROM fact_loans", "fact_loans has no place")]
    [InlineData("MERGE INTO ml_scores", "begins with MERGE")]
    public void Rule_BadText_SaysWhatIsWrong(string sql, string violation) =>
        Assert.Contains(DistributionRule.Violations(sql, Places, "moved"), v => v.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void Literals_OfASource_AreFoundWithWhatStandsInHoles()
    {
        const string Source = """
            // "SELECT 0"
            const char Quote = '"'; /* "no" */
            var a = "SELECT 1"; var b = $"SELECT {Of("SELECT 2", $"{x}FROM y")} FROM z"; var c = "";
            """;
        Assert.Equal(["SELECT 1", "SELECT", "SELECT 2", "", "FROM y", "FROM z"], SourceLiterals.Of(Source));
    }

    private static IEnumerable<(string Name, string Path)> Sources() =>
        from project in (string[])["RiskInsights.Core", "RiskInsights.Dashboard"]
        from path in Directory.EnumerateFiles(Repository.Path(project), "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.Path(project), path).Replace('\\', '/')
        where path.EndsWith(".cs", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal) && !name.StartsWith("bin/", StringComparison.Ordinal)
            && !NotHeld.Any(n => name.StartsWith(n, StringComparison.Ordinal))
        select (name, path);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex White();

    /// <summary>A part of a composed text that names a table.</summary>
    [GeneratedRegex(@"\b(FROM|JOIN|UPDATE|INTO) [a-z(]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reads();
}
