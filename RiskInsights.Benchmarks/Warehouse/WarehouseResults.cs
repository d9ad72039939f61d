using System.Text.Json;
using static System.FormattableString;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>What was measured, whether all sides found the same, and the page that says so.</summary>
internal sealed class WarehouseResults
{
    public static readonly string[] Engines = ["sqlite", "postgres"];

    private static readonly string[] Loaders = ["ours-sqlite", "python", "cli", "duckdb", "ours-postgres", "psql"];

    private readonly Dictionary<string, List<Timed>> _loads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, double>> _times = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _ours = new(StringComparer.Ordinal);
    private JsonElement _peerRows;

    public void Add(string loader, Timed run)
    {
        Console.WriteLine(Invariant($"{loader}: {run.Seconds:F2} s: {run.Output}"));
        if (!_loads.TryGetValue(loader, out var runs))
            _loads.Add(loader, runs = []);
        runs.Add(run);
    }

    public void AddPeerTimes(string peer, string json) =>
        _times[peer] = JsonDocument.Parse(json).RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal);

    public void AddPeerRows(string json) => _peerRows = JsonDocument.Parse(json).RootElement;

    public void AddOurs(string engine, JsonElement answers)
    {
        _times["ours-" + engine] = answers.GetProperty("times").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal);
        _ours[engine] = answers.GetProperty("rows");
    }

    /// <exception cref="InvalidOperationException">A peer loaded something else than it had to.</exception>
    public void CheckPeers(string truthPath)
    {
        var truth = JsonDocument.Parse(File.ReadAllText(truthPath)).RootElement;
        // The command line prints no totals: its database is the one whose answers are compared below.
        foreach (var (loader, runs) in _loads.Where(l => l.Key is "python" or "duckdb" or "psql"))
        {
            foreach (var number in (string[])["fact_rows", "fact_cents_sum"])
            {
                if (runs.Exists(r => !r.Output.Contains(truth.GetProperty(number).GetRawText(), StringComparison.Ordinal)))
                    throw new InvalidOperationException($"{loader} did not load {number} = {truth.GetProperty(number)}: {runs[^1].Output}");
            }
        }
    }

    /// <exception cref="InvalidOperationException">A side answered something else than the others.</exception>
    public void CheckAnswers()
    {
        foreach (var question in _ours["sqlite"].EnumerateObject())
        {
            var ours = Texts(question.Value);
            if (!ours.SequenceEqual(Texts(_ours["postgres"].GetProperty(question.Name)), StringComparer.Ordinal))
                throw new InvalidOperationException($"{question.Name}: the engines disagree.");
            if (question.Name is not "q3_balance_by_segment" && !ours.Order(StringComparer.Ordinal).SequenceEqual(PeerAnswers.Of(question.Name, _peerRows).Order(StringComparer.Ordinal), StringComparer.Ordinal))
                throw new InvalidOperationException($"{question.Name}: ours {string.Join(' ', ours.Take(5))}, the peer's {string.Join(' ', PeerAnswers.Of(question.Name, _peerRows).Take(5))}");
        }
    }

    /// <summary>The seconds of each side, and ours beside them.</summary>
    public string Loads()
    {
        var sqlitePeer = Math.Min(Seconds("python"), Seconds("cli"));
        return Invariant($"""
            | | seconds | ours / it | asked |
            |---|---|---|---|
            | **ours, SQLite** | {Seconds("ours-sqlite"):F1} | | |
            | Python `sqlite3`, `executemany` | {Seconds("python"):F1} | {Seconds("ours-sqlite") / Seconds("python"):F2} | |
            | `sqlite3` command line, staging tables | {Seconds("cli"):F1} | {Seconds("ours-sqlite") / Seconds("cli"):F2} | |
            | best of SQLite's peers | {sqlitePeer:F1} | **{Seconds("ours-sqlite") / sqlitePeer:F2}** | 0.45 |
            | DuckDB, exact, 2 threads | {Seconds("duckdb"):F1} | **{Seconds("ours-sqlite") / Seconds("duckdb"):F2}** | 0.80 |
            | **ours, PostgreSQL** | {Seconds("ours-postgres"):F1} | | |
            | `psql` `\copy`, staging table, unlogged facts | {Seconds("psql"):F1} | **{Seconds("ours-postgres") / Seconds("psql"):F2}** | 0.60 |

            Highest resident memory of ours: {Megabytes("ours-sqlite")} MB with SQLite, {Megabytes("ours-postgres")} MB with PostgreSQL (asked: 300 MB); DuckDB's {Megabytes("duckdb")} MB.
            """);
    }

    /// <summary>The page of results.</summary>
    public string Report(int rounds) => Invariant($"""
        # Warehouse

        `dotnet run -c Release --project RiskInsights.Benchmarks -- warehouse`: 100,000 clients, 150,000 accounts and 5 million transactions (297 MB, 0.5 % bad rows) from CSV to a star
        schema, and eight questions on 4,975,000 facts. Medians of {rounds} rounds in which all took turns; whole processes are timed, their start included. Every side loaded the same rows to
        the cent. Ours reads the same rows under its own names of columns and codes, checks every field, quarantines 25,000 rows with line, column and rule, keeps four aggregates, and commits
        durably while others read; SQLite's peers run without a journal, PostgreSQL for all without fsync, and stopped while nobody asks it.

        ## Load

        {Loads()}

        ## Questions, milliseconds

        Peers with the indexes that serve the questions; DuckDB without. Ours from the aggregates as the pages read them: in memory since the batch was loaded, which takes
        {_times["ours-sqlite"]["snapshot"]:N0} ms after a start with SQLite, {_times["ours-postgres"]["snapshot"]:N0} ms with PostgreSQL. All rows were compared: both engines give the same,
        and the same as the peers (balances by segment excepted, which the peers read from the accounts and we from the transactions).

        | question | SQLite | PostgreSQL | DuckDB, 2 threads | ours on SQLite | ours on PostgreSQL | worse of ours / DuckDB |
        |---|---|---|---|---|---|---|
        {string.Join("\n", _ours["sqlite"].EnumerateObject().Select(q => Row(q.Name)))}

        "Anomalies by country" beside indexed SQLite, on SQLite: {_times["ours-sqlite"]["q8_anomalies_country"] / _times["sqlite"]["q8_anomalies_country"]:F2} (asked: 1.0). Every answer includes asking the
        warehouse whether a newer batch has landed, on PostgreSQL a round trip.

        Machine: {Machine.Describe()}.

        """);

    private string Row(string question) => Invariant(
        $"| {question.Replace('_', ' ')} | {_times["sqlite"][question]:F2} | {_times["postgres"][question]:F2} | {_times["duckdb"][question]:F2} | {_times["ours-sqlite"][question]:F3} | {_times["ours-postgres"][question]:F3} | {Worse(question) / _times["duckdb"][question]:F2} |");

    private double Worse(string question) => Engines.Max(e => _times["ours-" + e][question]);

    private double Seconds(string loader) => Middle(_loads[loader].Select(r => r.Seconds));

    // As the program itself says, before it counts what it loaded: reading through a mapped file would count as memory.
    private long Megabytes(string loader) => _loads[loader].Max(r =>
        (long)JsonDocument.Parse(r.Output).RootElement.EnumerateObject().First(p => p.Name is "megabytes" or "rss_mb").Value.GetDouble());

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string[] Texts(JsonElement rows) => [.. rows.EnumerateArray().Select(r => r.GetString()!)];
}
