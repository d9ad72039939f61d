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
        SELECT (SELECT SUM(amount_cents * (transaction_id % 1000)) || '/' || COUNT(*) FROM fact_transactions)
          || ' ' || (SELECT SUM(transaction_count) || '/' || SUM(debit_cents) || '/' || SUM(credit_cents) || '/' || COUNT(*) FROM agg_daily)
          || ' ' || (SELECT SUM(transaction_count) || '/' || SUM(sum_squares) || '/' || SUM(closing_balance_cents) || '/' || COUNT(*) FROM agg_account_month)
          || ' ' || (SELECT COUNT(*) FROM ops_quarantine) || ' ' || (SELECT COUNT(*) FROM fact_events)
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        var kills = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : DefaultKills;
        var root = Directory.CreateTempSubdirectory("riskinsights-kills-").FullName;
        try
        {
            var files = await WriteFilesAsync(root);
            var clean = Path.Combine(root, "clean");
            var started = TimeProvider.System.GetTimestamp();
            await KilledImport.StartAndKillAsync(clean, files, TimeSpan.FromHours(1));
            var whole = TimeProvider.System.GetElapsedTime(started);

            var outcome = await KillAsync(root, files, whole, kills);
            outcome = outcome with { SameChecksum = string.Equals(await ChecksumAsync(clean), await ChecksumAsync(outcome.Data), StringComparison.Ordinal) };
            Console.WriteLine(outcome);
            if (kills == DefaultKills)
                await File.WriteAllTextAsync(Results.PathOf("kills.md"), Report(outcome));
            return outcome is { Damaged: 0, Broken: 0, Lost: 0, SameChecksum: true } ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Outcome> KillAsync(string root, string files, TimeSpan whole, int kills)
    {
        var random = new Random(1);
        var outcome = new Outcome { Data = Path.Combine(root, "killed-0") };
        for (var lives = 0; outcome.Kills < kills;)
        {
            var (acknowledged, wasRunning) = await KilledImport.StartAndKillAsync(outcome.Data, files, whole * random.NextDouble() * 1.1);
            outcome = (await LookAsync(outcome, acknowledged)) with { Kills = outcome.Kills + (wasRunning ? 1 : 0) };
            // A completed import starts over in an empty folder, so that every stretch of it meets kills.
            if (!wasRunning && outcome.Kills < kills)
                outcome = outcome with { Data = Path.Combine(root, $"killed-{++lives}") };
        }

        var (rest, _) = await KilledImport.StartAndKillAsync(outcome.Data, files, TimeSpan.FromHours(1));
        return await LookAsync(outcome, rest);
    }

    private static async Task<Outcome> LookAsync(Outcome outcome, List<long> acknowledged)
    {
        try
        {
            await using var host = await ImportHost.OpenAsync(outcome.Data);
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

    private static async Task<string> ChecksumAsync(string data)
    {
        await using var host = await ImportHost.OpenAsync(data);
        var asLoaded = await host.Database.RowAsync<string>(ChecksumSql);
        await Aggregates.RebuildAsync(host.Database);
        var rebuilt = await host.Database.RowAsync<string>(ChecksumSql);
        return asLoaded + (string.Equals(asLoaded, rebuilt, StringComparison.Ordinal) ? "" : " but rebuilt " + rebuilt);
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

    private static string Report(Outcome outcome) => string.Create(CultureInfo.InvariantCulture, $"""
        # Kills

        `dotnet run -c Release --project RiskInsights.Benchmarks -- kills`: a process imports the files of a demo bank and is killed (SIGKILL) at a random moment; another one goes on
        in the same folder; {outcome.Kills} times.

        | | seen | allowed |
        |---|---|---|
        | warehouses that do not open undamaged | {outcome.Damaged} | 0 |
        | batches that are neither whole nor absent | {outcome.Broken} | 0 |
        | acknowledged batches that are lost (of {outcome.Acknowledged}) | {outcome.Lost} | 0 |
        | checksum after the last run equals an undisturbed import's | {(outcome.SameChecksum ? "yes" : "no")} | yes |

        Machine: {Machine.Describe()}.

        """);

    private sealed record Outcome
    {
        public required string Data { get; init; }

        public int Kills { get; init; }

        public int Damaged { get; init; }

        public int Broken { get; init; }

        public int Lost { get; init; }

        public int Acknowledged { get; init; }

        public bool SameChecksum { get; init; }
    }
}
