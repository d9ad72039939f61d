using System.Globalization;
using System.Text.Json;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>
/// Five million transactions, from CSV to a star schema and eight questions on them: SQLite, PostgreSQL and DuckDB by the peers'
/// scripts, and ours on both engines, in turns.
/// </summary>
internal static class WarehouseBenchmark
{
    private const int DefaultRounds = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : DefaultRounds;
        await Peers.PrepareAsync();
        var root = Directory.CreateTempSubdirectory("riskinsights-warehouse-").FullName;
        try
        {
            var results = new WarehouseResults();
            for (var round = 0; round < rounds; round++)
                await LoadAsync(results, root, isLast: round == rounds - 1);
            await AskAsync(results);
            results.Check(Path.Combine(Peers.Bank, "truth.json"));
            var report = results.Report(rounds);
            Console.WriteLine(report);
            if (rounds == DefaultRounds)
                await File.WriteAllTextAsync(Results.PathOf("warehouse.md"), report);
            return 0;
        }
        finally
        {
            foreach (var place in Places.Values)
                place.Drop();
            await Peers.StopAsync();
            Directory.Delete(root, recursive: true);
        }
    }

    private static Dictionary<string, WarehousePlace> Places { get; } = new(StringComparer.Ordinal);

    private static async Task LoadAsync(WarehouseResults results, string root, bool isLast)
    {
        foreach (var engine in WarehouseResults.Engines)
        {
            if (Places.Remove(engine, out var before))
                before.Drop();
            var place = Places[engine] = WarehousePlace.New(root, engine);
            results.Add($"ours-{engine}", await SettledAsync(() => Timed.RunAsync(Environment.ProcessPath!, [OurLoad.Command, place.Text, Peers.OurBank])));
            if (engine is "sqlite")
            {
                results.Add("python", await SettledAsync(Peers.LoadByPythonAsync));
                results.Add("cli", await SettledAsync(() => Peers.LoadBySqliteCliAsync(indexed: false)));
                results.Add("duckdb", await SettledAsync(Peers.LoadByDuckDbAsync));
            }
            else
            {
                results.Add("psql", await SettledAsync(() => Peers.LoadByPostgresAsync(indexed: false)));
            }
        }

        // The questions are asked with the indexes that serve them.
        if (isLast)
        {
            await Peers.LoadBySqliteCliAsync(indexed: true);
            await Peers.LoadByPostgresAsync(indexed: true);
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
        var rows = Path.Combine(Peers.Work, "out", "rows.json");
        results.AddPeerTimes("sqlite", (await Peers.AskSqliteAsync(rows)).Output);
        results.AddPeerRows(await File.ReadAllTextAsync(rows));
        results.AddPeerTimes("postgres", (await Peers.AskPostgresAsync(rows)).Output);
        results.AddPeerTimes("duckdb", (await Peers.AskDuckDbAsync(rows)).Output);
        foreach (var engine in WarehouseResults.Engines)
            results.AddOurs(engine, JsonDocument.Parse((await Timed.RunAsync(Environment.ProcessPath!, [OurKpis.Command, Places[engine].Text, "5"])).Output).RootElement);
    }
}
