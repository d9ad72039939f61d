using System.Diagnostics;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Reliability;

/// <summary>
/// The real program is killed (SIGKILL) while it imports, at random moments, and goes on in the same warehouse when it is started
/// again. A few kills; RiskInsights.Benchmarks kills hundreds of times (results/kills.md).
/// </summary>
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int Kills = 3;
    private const int Parts = 5;

    private const string BrokenSql = """
        SELECT COUNT(*) FROM ops_batches b
        WHERE b.read_rows = 0
          OR b.read_rows <> b.loaded_rows + b.unchanged_rows + b.quarantined_rows
          OR b.quarantined_rows <> (SELECT COUNT(*) FROM ops_quarantine q WHERE q.batch_id = b.batch_id)
          OR (b.source = 'transactions' AND b.loaded_rows <> (SELECT COUNT(*) FROM fact_transactions t WHERE t.batch_id = b.batch_id))
        """;

    private const string OrphansSql = """
        SELECT (SELECT COUNT(*) FROM fact_transactions t
            WHERE NOT EXISTS (SELECT 1 FROM dim_accounts a WHERE a.account_key = t.account_key AND a.client_key = t.client_key)
              OR NOT EXISTS (SELECT 1 FROM dim_time d WHERE d.date_key = t.date_key))
          + (SELECT COUNT(*)
            FROM (SELECT batch_id FROM fact_transactions UNION SELECT batch_id FROM fact_events UNION SELECT batch_id FROM dim_accounts UNION SELECT batch_id FROM dim_clients) AS named
            WHERE NOT EXISTS (SELECT 1 FROM ops_batches b WHERE b.batch_id = named.batch_id))
        """;

    private const string ChecksumSql = """
        SELECT (SELECT COUNT(*) || '/' || CAST(SUM(amount_cents * (transaction_id % 1009)) AS BIGINT) || '/' || CAST(SUM(date_key % 9973) AS BIGINT) FROM fact_transactions)
          || ' ' || (SELECT COUNT(*) FROM fact_events) || ' ' || (SELECT COUNT(*) FROM ops_quarantine) || ' ' || (SELECT COUNT(*) FROM dim_clients)
          || ' ' || (SELECT COUNT(*) || '/' || SUM(transaction_count) || '/' || CAST(SUM(debit_cents) AS BIGINT) || '/' || CAST(SUM(credit_cents) AS BIGINT) FROM agg_daily)
          || ' ' || (SELECT COUNT(*) || '/' || SUM(transaction_count) || '/' || CAST(SUM(closing_second) AS BIGINT) FROM agg_account_month)
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-kills-").FullName;
    private int _places;

    private string Files => Path.Combine(_root, "files");

    public async Task InitializeAsync()
    {
        var bank = Path.Combine(_root, "bank");
        await DemoBank.WriteAsync(bank, new DemoBankOptions { Clients = 150, DirtyFraction = 0.01, EndsOn = new DateOnly(2025, 6, 30) });
        Directory.CreateDirectory(Files);
        foreach (var name in (string[])["kyc.csv", "accounts.csv", "events.csv"])
            File.Copy(Path.Combine(bank, name), Path.Combine(Files, name));
        var lines = await File.ReadAllLinesAsync(Path.Combine(bank, "transactions.csv"));
        foreach (var (number, part) in lines.Skip(1).Chunk((lines.Length / Parts) + 1).Index())
            await File.WriteAllLinesAsync(Path.Combine(Files, $"transactions-{number}.csv"), [lines[0], .. part]);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Import_KilledAgainAndAgain_LosesNothingAndEndsLikeAnUndisturbedOne()
    {
        var random = new Random(4);
        var clean = NewPlace();
        var (_, _, whole) = await StartAndKillAsync(clean, null);
        var expected = await LookAsync(clean, []);

        var place = NewPlace();
        for (var kills = 0; kills < Kills;)
        {
            var (printed, wasRunning, worked) = await StartAndKillAsync(place, whole * 0.8 * random.NextDouble());
            kills += wasRunning ? 1 : 0;
            // What earlier runs have loaded makes this one shorter, and so does a machine that is less busy than at first.
            whole = wasRunning || worked > whole ? whole : worked;
            await LookAsync(place, printed);
            // A completed import starts over, so that every stretch of it meets kills.
            if (!wasRunning && kills < Kills)
                place = Replaced(place);
        }

        var (rest, _, _) = await StartAndKillAsync(place, null);
        Assert.Equal(3 + Parts, rest.Count);
        Assert.Equal(expected, await LookAsync(place, rest, rebuild: true));
        clean.Server.Dispose();
        place.Server.Dispose();
    }

    private Place Replaced(Place place)
    {
        place.Server.Dispose();
        return NewPlace();
    }

    private Place NewPlace()
    {
        var (options, server) = TestEngines.NewWarehouse();
        return new Place(new DataFolder(Path.Combine(_root, $"data-{++_places}")), options, server);
    }

    /// <summary>Runs the import; kills it so long after it has begun to load. Returns the files that it printed as loaded, and how long it was at work.</summary>
    private async Task<(List<string> Printed, bool WasRunning, TimeSpan Worked)> StartAndKillAsync(Place place, TimeSpan? after)
    {
        string[] warehouse = place.Options.ConnectionString is { } address ? ["--warehouse-engine", "postgres", "--warehouse-connection", address] : [];
        using var program = TheProgram.Start(["import", Files, "--data", place.Folder.Root, .. warehouse]);
        var output = PrintedAsync(program.StandardOutput);
        var first = await program.StandardError.ReadLineAsync();
        var clock = Stopwatch.StartNew();
        var errors = program.StandardError.ReadToEndAsync();
        if (after is { } moment)
            await Task.WhenAny(program.WaitForExitAsync(), Task.Delay(moment));
        else
            await program.WaitForExitAsync();
        var wasRunning = !program.HasExited;
        program.Kill();
        await program.WaitForExitAsync();
        Assert.True(wasRunning || program.ExitCode == 0, first + await errors);
        return (await output, wasRunning, clock.Elapsed);
    }

    private static async Task<List<string>> PrintedAsync(StreamReader output)
    {
        var files = new List<string>();
        while (await output.ReadLineAsync() is { } line)
            files.Add(line[..line.IndexOf(':', StringComparison.Ordinal)]);
        return files;
    }

    /// <summary>Opens what a kill has left, as the next start would: nothing damaged, nothing half, nothing lost.</summary>
    private static async Task<string?> LookAsync(Place place, List<string> printed, bool rebuild = false)
    {
        using var engine = place.Options.Open(place.Folder);
        await Migrations.ApplyAsync(engine);
        var database = new WarehouseDatabase(engine);
        if (place.Options.ConnectionString is null)
            Assert.Equal("ok", await database.RowAsync<string>("PRAGMA integrity_check"));
        Assert.Equal(0, await database.RowAsync<int>(BrokenSql));
        Assert.Equal(0, await database.RowAsync<int>(OrphansSql));
        Assert.Empty(printed.Except(await database.RowsAsync<string>("SELECT file_name FROM ops_batches"), StringComparer.Ordinal));
        var checksum = await database.RowAsync<string?>(ChecksumSql);
        if (rebuild)
            await AggregateFigures.AssertEqualRebuildAsync(database);
        return checksum;
    }

    private sealed record Place(DataFolder Folder, WarehouseOptions Options, IDisposable Server);
}
