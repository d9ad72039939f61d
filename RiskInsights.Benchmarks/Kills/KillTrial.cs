using System.Globalization;
using System.Text;
using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Benchmarks.Kills;

/// <summary>
/// Kills an import at random moments, again and again, and looks at what is left each time: the warehouse opens undamaged, every batch is whole
/// or absent, no acknowledged one is lost; and what the last run completes has the checksum of an import that nobody disturbed.
/// </summary>
internal static class KillTrial
{
    private const int DefaultKills = 200;
    private const int Parts = 8;

    private const string BrokenBatchesSql = """
        SELECT COUNT(*) FROM ops_batches b
        WHERE b.loaded_rows <> CASE b.source
            WHEN 'transactions' THEN (SELECT COUNT(*) FROM fact_transactions t WHERE t.batch_id = b.batch_id)
            WHEN 'events' THEN (SELECT COUNT(*) FROM fact_events e WHERE e.batch_id = b.batch_id)
            ELSE b.loaded_rows END
          OR b.quarantined_rows <> (SELECT COUNT(*) FROM ops_quarantine q WHERE q.batch_id = b.batch_id)
          OR b.read_rows = 0
        """;

    private const string ChecksumSql = """
        SELECT (SELECT CAST(SUM(amount_cents * (transaction_id % 1000)) AS BIGINT) || '/' || COUNT(*) FROM fact_transactions)
          || ' ' || (SELECT SUM(transaction_count) || '/' || SUM(debit_cents) || '/' || SUM(credit_cents) || '/' || COUNT(*) FROM agg_daily)
          || ' ' || (SELECT SUM(transaction_count) || '/' || SUM(closing_second) || '/' || SUM(closing_balance_cents) || '/' || COUNT(*) FROM agg_account_month)
          || ' ' || (SELECT SUM(transaction_count) || '/' || COUNT(*) FROM agg_amounts)
          || ' ' || (SELECT COUNT(*) FROM ops_quarantine) || ' ' || (SELECT COUNT(*) FROM fact_events)
        """;

    // What foreign keys would forbid, were there any on the facts.
    private const string OrphansSql = """
        SELECT (SELECT COUNT(*) FROM fact_transactions t
            WHERE NOT EXISTS (SELECT 1 FROM dim_accounts a WHERE a.account_key = t.account_key AND a.client_key = t.client_key)
              OR NOT EXISTS (SELECT 1 FROM dim_time d WHERE d.date_key = t.date_key))
          + (SELECT COUNT(*)
            FROM (SELECT batch_id FROM fact_transactions UNION SELECT batch_id FROM fact_events UNION SELECT batch_id FROM dim_accounts UNION SELECT batch_id FROM dim_clients) AS named
            WHERE NOT EXISTS (SELECT 1 FROM ops_batches b WHERE b.batch_id = named.batch_id))
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        var kills = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : DefaultKills;
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var engine in (string[])["sqlite", "postgres"])
        {
            outcomes[engine] = await RunAsync(engine, kills);
            Console.WriteLine($"{engine}: {outcomes[engine]}");
        }

        if (kills == DefaultKills)
            await File.WriteAllTextAsync(Results.PathOf("kills.md"), Report(outcomes));
        return outcomes.Values.All(o => o is { Damaged: 0, Broken: 0, Lost: 0, SameChecksum: true }) ? 0 : 1;
    }

    private static async Task<Outcome> RunAsync(string engine, int kills)
    {
        var root = Directory.CreateTempSubdirectory("riskinsights-kills-").FullName;
        try
        {
            var files = await WriteFilesAsync(root);
            var clean = WarehousePlace.New(root, engine);
            var started = TimeProvider.System.GetTimestamp();
            await KilledImport.StartAndKillAsync(clean, files, TimeSpan.FromHours(1));
            var whole = TimeProvider.System.GetElapsedTime(started);

            var outcome = await KillAsync(root, engine, files, whole, kills);
            outcome = outcome with { SameChecksum = string.Equals(await ChecksumAsync(clean), await ChecksumAsync(outcome.Place), StringComparison.Ordinal) };
            clean.Drop();
            outcome.Place.Drop();
            return outcome;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Outcome> KillAsync(string root, string engine, string files, TimeSpan whole, int kills)
    {
        var random = new Random(1);
        var outcome = new Outcome { Place = WarehousePlace.New(root, engine) };
        while (outcome.Kills < kills)
        {
            var (acknowledged, wasRunning) = await KilledImport.StartAndKillAsync(outcome.Place, files, whole * random.NextDouble() * 1.1);
            outcome = (await LookAsync(outcome, acknowledged)) with { Kills = outcome.Kills + (wasRunning ? 1 : 0) };
            // A completed import starts over in an empty folder, so that every stretch of it meets kills.
            if (wasRunning || outcome.Kills >= kills)
                continue;
            outcome.Place.Drop();
            outcome = outcome with { Place = WarehousePlace.New(root, engine) };
        }

        var (rest, _) = await KilledImport.StartAndKillAsync(outcome.Place, files, TimeSpan.FromHours(1));
        return await LookAsync(outcome, rest);
    }

    private static async Task<Outcome> LookAsync(Outcome outcome, List<long> acknowledged)
    {
        try
        {
            await using var host = await ImportHost.OpenAsync(outcome.Place);
            var broken = await host.Database.RowAsync<int>(BrokenBatchesSql);
            var present = await host.Database.RowsAsync<long>("SELECT batch_id FROM ops_batches");
            var lost = acknowledged.Except(present).Count();
            return outcome with { Broken = outcome.Broken + broken, Lost = outcome.Lost + lost, Acknowledged = outcome.Acknowledged + acknowledged.Count };
        }
        catch (Core.Warehouse.WarehouseException error)
        {
            Console.WriteLine(error.Message);
            return outcome with { Damaged = outcome.Damaged + 1 };
        }
    }

    private static async Task<string> ChecksumAsync(WarehousePlace place)
    {
        await using var host = await ImportHost.OpenAsync(place);
        var asLoaded = await host.Database.RowAsync<string>(ChecksumSql);
        await Aggregates.RebuildAsync(host.Database, new WatchRule());
        var rebuilt = await host.Database.RowAsync<string>(ChecksumSql);
        var orphans = await host.Database.RowAsync<int>(OrphansSql);
        return asLoaded + (orphans == 0 ? "" : $" {orphans} orphans") + (string.Equals(asLoaded, rebuilt, StringComparison.Ordinal) ? "" : " but rebuilt " + rebuilt);
    }

    // The transactions go into several files, so that kills fall between batches too; names give the order.
    private static async Task<string> WriteFilesAsync(string root)
    {
        var (bank, files) = (Path.Combine(root, "bank"), Directory.CreateDirectory(Path.Combine(root, "files")).FullName);
        await DemoBank.WriteAsync(bank, new DemoBankOptions { Clients = 300, DirtyFraction = 0.01, EndsOn = new DateOnly(2025, 6, 30) });
        File.Copy(Path.Combine(bank, "kyc.csv"), Path.Combine(files, "1-kyc.csv"));
        File.Copy(Path.Combine(bank, "accounts.csv"), Path.Combine(files, "2-accounts.csv"));
        File.Copy(Path.Combine(bank, "events.csv"), Path.Combine(files, "4-events.csv"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(bank, "transactions.csv"));
        foreach (var (part, number) in lines.Skip(1).Chunk((lines.Length / Parts) + 1).Select((p, i) => (p, i)))
        {
            var text = new StringBuilder().AppendLine(lines[0]).AppendJoin('\n', part).AppendLine();
            await File.WriteAllTextAsync(Path.Combine(files, $"3-transactions-{number}.csv"), text.ToString());
        }

        return files;
    }

    private static string Report(IReadOnlyDictionary<string, Outcome> outcomes)
    {
        string Row(string what, Func<Outcome, string> value, string allowed) => $"| {what} | {string.Join(" | ", outcomes.Values.Select(value))} | {allowed} |";
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        return $"""
            # Kills

            `.ci/with-postgres dotnet run -c Release --project RiskInsights.Benchmarks -- kills`: a process imports the files of a demo bank and is killed (SIGKILL) at a random
            moment; another one goes on in the same warehouse, again and again.

            | | {string.Join(" | ", outcomes.Keys)} | allowed |
            |---|---|---|---|
            {Row("kills", o => Number(o.Kills), "")}
            {Row("warehouses that do not open undamaged", o => Number(o.Damaged), "0")}
            {Row("batches that are neither whole nor absent", o => Number(o.Broken), "0")}
            {Row("acknowledged batches", o => Number(o.Acknowledged), "")}
            {Row("of these, lost", o => Number(o.Lost), "0")}
            {Row("checksum after the last run equals an undisturbed import's, aggregates equal those made anew, no fact is an orphan", o => o.SameChecksum ? "yes" : "no", "yes")}

            Machine: {Machine.Describe()}.

            """;
    }

    private sealed record Outcome
    {
        public required WarehousePlace Place { get; init; }

        public int Kills { get; init; }

        public int Damaged { get; init; }

        public int Broken { get; init; }

        public int Lost { get; init; }

        public int Acknowledged { get; init; }

        public bool SameChecksum { get; init; }
    }
}
