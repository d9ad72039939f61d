using System.Globalization;
using System.Text.Json;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>
/// Five million transactions, from CSV to a star schema and eight questions on them: SQLite, PostgreSQL and DuckDB by the peers'
/// scripts, and ours on both engines, in turns. <c>loads</c> leaves the questions out, and writes no page.
/// </summary>
internal static class WarehouseBenchmark
{
    private const int DefaultRounds = 3;
    private const string LoadsOnly = "loads";

    public static async Task<int> RunAsync(string[] options)
    {
        var asks = !options.Contains(LoadsOnly, StringComparer.Ordinal);
        var rounds = options.FirstOrDefault(o => o is not LoadsOnly) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultRounds;
        await Peers.PrepareAsync();
        var root = Directory.CreateTempSubdirectory("riskinsights-warehouse-").FullName;
        try
        {
            var results = new WarehouseResults();
            for (var round = 0; round < rounds; round++)
                await LoadAsync(results, root);
            results.CheckPeers(Peers.Truth);
            Console.WriteLine(results.Loads());
            if (!asks)
                return 0;

            await AskAsync(results);
            results.CheckAnswers();
            var report = results.Report(rounds);
            Console.WriteLine(report);
            if (rounds == DefaultRounds)
                await File.WriteAllTextAsync(Results.PathOf("warehouse.md"), report);
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
            await Peers.StartPostgresAsync();
            foreach (var place in Places.Values)
                place.Drop();
            await Peers.StopPostgresAsync();
        }
    }

    private static Dictionary<string, WarehousePlace> Places { get; } = new(StringComparer.Ordinal);

    private static async Task LoadAsync(WarehouseResults results, string root)
    {
        foreach (var engine in WarehouseResults.Engines)
        {
            // A server that nobody asks tidies up after its last load, and would take from those who use both processors.
            await (engine is "sqlite" ? Peers.StopPostgresAsync() : Peers.StartPostgresAsync());
            if (Places.Remove(engine, out var before))
                before.Drop();
            var place = Places[engine] = WarehousePlace.New(root, engine);
            results.Add($"ours-{engine}", await SettledAsync(() => Timed.RunAsync(Environment.ProcessPath!, [OurLoad.Command, place.Text, Peers.OurBank])));
            await OurTotals.CheckAsync(place, Peers.Truth);
            if (engine is "sqlite")
            {
                results.Add("duckdb", await SettledAsync(Peers.LoadByDuckDbAsync));
                results.Add("python", await SettledAsync(Peers.LoadByPythonAsync));
                results.Add("cli", await SettledAsync(() => Peers.LoadBySqliteCliAsync(indexed: false)));
            }
            else
            {
                // Nor does ours leave the server anything to tidy up.
                await Peers.StartPostgresAsync();
                results.Add("psql", await SettledAsync(() => Peers.LoadByPostgresAsync(indexed: false)));
            }
        }
    }

    // What one load left for the disk to write would slow down the next.
    private static async Task<Timed> SettledAsync(Func<Task<Timed>> load)
    {
        await Timed.RunAsync("/bin/sync", []);
        return await load();
    }

    private static async Task AskAsync(WarehouseResults results)
    {
        // With the indexes that serve the questions.
        var rows = Path.Combine(Peers.Work, "out", "rows.json");
        await Peers.StopPostgresAsync();
        await Peers.LoadBySqliteCliAsync(indexed: true);
        results.AddPeerTimes("sqlite", (await Peers.AskSqliteAsync(rows)).Output);
        results.AddPeerRows(await File.ReadAllTextAsync(rows));
        results.AddPeerTimes("duckdb", (await Peers.AskDuckDbAsync(rows)).Output);
        await AskOursAsync(results, "sqlite");

        await Peers.StartPostgresAsync();
        await Peers.LoadByPostgresAsync(indexed: true);
        results.AddPeerTimes("postgres", (await Peers.AskPostgresAsync(rows)).Output);
        await AskOursAsync(results, "postgres");
    }

    private static async Task AskOursAsync(WarehouseResults results, string engine) =>
        results.AddOurs(engine, JsonDocument.Parse((await Timed.RunAsync(Environment.ProcessPath!, [OurKpis.Command, Places[engine].Text, "5"])).Output).RootElement);
}
