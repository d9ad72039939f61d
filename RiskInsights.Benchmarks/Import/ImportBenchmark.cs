using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Benchmarks.Import;

/// <summary>Imports millions of transactions and compares with the bare insert of the same library in the same run.</summary>
internal static class ImportBenchmark
{
    private const int DefaultRows = 5_000_000;

    private const int RowsPerClient = 207;
    private const double BadShare = 0.005;

    public static async Task<int> RunAsync(string[] options)
    {
        var rows = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultRows;
        var root = Directory.CreateTempSubdirectory("riskinsights-import-").FullName;
        try
        {
            var files = Path.Combine(root, "files");
            var summary = await DemoBank.WriteAsync(
                files, new DemoBankOptions { Clients = rows / RowsPerClient, DirtyFraction = BadShare, EndsOn = new DateOnly(2025, 6, 30) });
            var bank = new BankSize(summary.Clients, (int)summary.Accounts, (int)summary.Transactions);
            Console.WriteLine($"Importing {bank.Transactions:N0} transactions …");
            var import = await ImportAsync(Path.Combine(root, "data"), files);
            Console.WriteLine($"{import.Seconds:F2} s, memory +{import.GrowthBytes >> 20} MB. Inserting bare …");
            var bare = await BareInsert.MeasureAsync(Path.Combine(root, "bare.db"), bank);
            Console.WriteLine($"{bare:F2} s: ratio {bare / import.Seconds:F2}");
            if (rows == DefaultRows)
                await File.WriteAllTextAsync(Results.PathOf("import.md"), Result(bank, import, bare, new FileInfo(Path.Combine(files, "transactions.csv")).Length));
            return bare / import.Seconds >= 0.5 && import.GrowthBytes < 200 << 20 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<Measured> ImportAsync(string data, string files)
    {
        await using var host = await ImportHost.OpenAsync(data);
        await host.Importer.ImportFilesAsync([Path.Combine(files, "kyc.csv"), Path.Combine(files, "accounts.csv")], "benchmark");
        using var memory = new MemoryWatch();
        var watch = Stopwatch.StartNew();
        var reports = await host.Importer.ImportFilesAsync([Path.Combine(files, "transactions.csv")], "benchmark");
        return new Measured(watch.Elapsed.TotalSeconds, memory.GrowthBytes, reports[0], host.Database.EngineVersion);
    }

    private static string Result(BankSize bank, Measured import, double bare, long bytes) => string.Create(CultureInfo.InvariantCulture, $"""
        # Import

        `dotnet run -c Release --project RiskInsights.Benchmarks -- import`: the transactions of a demo bank of {bank.Clients:N0} clients and {bank.Accounts:N0} accounts over three years ({bytes >> 20} MB), with {BadShare:P1} bad rows among them. The import hashes the file, surveys its formats, checks every row, inserts, quarantines, and keeps the aggregates, in one durable transaction. The bare insert puts as many rows, made in memory, into the same table with prepared statements in one transaction.

        | | rows | seconds | rows a second |
        |---|---|---|---|
        | import | {import.Report.Read:N0} | {import.Seconds:F2} | {import.Report.Read / import.Seconds:N0} |
        | bare insert | {bank.Transactions:N0} | {bare:F2} | {bank.Transactions / bare:N0} |

        - **Ratio: {bare / import.Seconds:F2}** of the bare insert's speed (at least 0.5 is asked).
        - **Memory growth: {import.GrowthBytes >> 20} MB** of resident memory at the highest (below 200 MB is asked).
        - Rows: {import.Report.Read:N0} read = {import.Report.Loaded:N0} loaded + {import.Report.Unchanged:N0} unchanged + {import.Report.Quarantined:N0} quarantined.
        - Machine: {Machine.Describe()}, SQLite {import.EngineVersion}.

        """);

    private sealed record Measured(double Seconds, long GrowthBytes, BatchReport Report, string EngineVersion);
}
