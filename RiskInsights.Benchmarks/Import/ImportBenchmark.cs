using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Benchmarks.Import;

/// <summary>Imports millions of transactions and compares with the bare insert of the same library in the same run.</summary>
internal static class ImportBenchmark
{
    private const int DefaultRows = 5_000_000;

    public static async Task<int> RunAsync(string[] options)
    {
        var rows = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultRows;
        var root = Directory.CreateTempSubdirectory("riskinsights-import-").FullName;
        try
        {
            var files = Path.Combine(root, "files");
            Console.WriteLine($"Writing {rows:N0} transactions …");
            BankFiles.Write(files, rows);
            Console.WriteLine("Importing …");
            var import = await ImportAsync(new DataFolder(Path.Combine(root, "data")), files);
            Console.WriteLine($"{import.Seconds:F2} s, memory +{import.GrowthBytes >> 20} MB. Inserting bare …");
            var bare = await BareInsert.MeasureAsync(Path.Combine(root, "bare.db"), rows, BankFiles.AccountsFor(rows));
            Console.WriteLine($"{bare:F2} s: ratio {bare / import.Seconds:F2}");
            if (rows == DefaultRows)
                await File.WriteAllTextAsync(ResultPath(), Result(rows, import, bare, new FileInfo(Path.Combine(files, "transactions.csv")).Length));
            return bare / import.Seconds >= 0.5 && import.GrowthBytes < 200 << 20 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Measured> ImportAsync(DataFolder folder, string files)
    {
        using var engine = new Sqlite(folder.Database);
        await Migrations.ApplyAsync(engine);
        var database = new WarehouseDatabase(engine);
        await using var services = new ServiceCollection().AddIngestion()
            .AddSingleton(folder).AddSingleton(database).AddSingleton(TimeProvider.System).BuildServiceProvider();
        var importer = services.GetRequiredService<Importer>();
        await importer.ImportFilesAsync([Path.Combine(files, "kyc.csv"), Path.Combine(files, "accounts.csv")], "benchmark");

        using var memory = new MemoryWatch();
        var watch = Stopwatch.StartNew();
        var reports = await importer.ImportFilesAsync([Path.Combine(files, "transactions.csv")], "benchmark");
        return new Measured(watch.Elapsed.TotalSeconds, memory.GrowthBytes, reports[0], engine.Version);
    }

    private static string Result(int rows, Measured import, double bare, long bytes) => string.Create(CultureInfo.InvariantCulture, $"""
        # Import

        `dotnet run -c Release --project RiskInsights.Benchmarks -- import`: {rows:N0} transactions of {BankFiles.AccountsFor(rows):N0} accounts over three years
        in the canonical layout ({bytes >> 20} MB), one row in {BankFiles.BadOneIn} bad. The import hashes the file, surveys its formats, checks every row,
        inserts, quarantines, and keeps both aggregates, in one durable transaction. The bare insert puts as many rows, made in memory, into the same table
        with the same indexes, foreign keys, prepared statement and transaction.

        | | seconds | rows a second |
        |---|---|---|
        | import | {import.Seconds:F2} | {rows / import.Seconds:N0} |
        | bare insert | {bare:F2} | {rows / bare:N0} |

        - **Ratio: {bare / import.Seconds:F2}** of the bare insert's speed (at least 0.5 is asked).
        - **Memory growth: {import.GrowthBytes >> 20} MB** of resident memory at the highest (below 200 MB is asked).
        - Rows: {import.Report.Read:N0} read = {import.Report.Loaded:N0} loaded + {import.Report.Unchanged:N0} unchanged + {import.Report.Quarantined:N0} quarantined.
        - Machine: {Machine.Describe()}, SQLite {import.EngineVersion}.

        """);

    private static string ResultPath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RiskInsights.Benchmarks.csproj")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? Environment.CurrentDirectory, "results", "import.md");
    }

    private sealed record Measured(double Seconds, long GrowthBytes, BatchReport Report, string EngineVersion);
}
