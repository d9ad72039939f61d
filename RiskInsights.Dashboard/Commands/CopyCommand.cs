using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines.Copying;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>copy --to postgres</c>: moves the SQLite warehouse of the data folder to PostgreSQL (docs/how-to/postgres.md).</summary>
internal static class CopyCommand
{
    private const string Postgres = "postgres";

    public static Command Create()
    {
        var command = new Command("copy", "Copy the data folder's SQLite warehouse to another engine and compare every table; the dashboard may go on running.");
        var common = new CommonOptions();
        var to = new Option<string>("--to") { Description = "The engine to copy to: postgres, at --warehouse-connection. Its database must be empty.", Required = true };
        to.AcceptOnlyFromAmong(Postgres);
        common.AddTo(command);
        command.Options.Add(to);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed, engine: parsed.GetValue(to));
            if (!File.Exists(options.Folder.Database))
                throw new WarehouseException($"There is no warehouse {options.Folder.Database} to copy.");
            using var target = options.Warehouse.Open(options.Folder);
            using var bar = new ProgressBar();
            var clock = Stopwatch.StartNew();
            var tables = await SqliteToPostgres.RunAsync(options.Folder.Database, target, bar.Report, cancellation);
            bar.Finish(Report(tables, clock.Elapsed));
            Console.WriteLine($"Serve it with --warehouse-engine postgres and the same --data: the keys in {options.Folder.Keys} are still needed.");
            return 0;
        });
        return command;
    }

    private static string Report(IReadOnlyList<CopiedTable> tables, TimeSpan took)
    {
        var rows = tables.Sum(t => t.Rows);
        var name = Math.Max("table".Length, tables.Max(t => t.Name.Length));
        return string.Join(Environment.NewLine,
        [
            $"{"table".PadRight(name)} {"rows",13} {"sum of its numbers",28} {"columns",8}",
            .. tables.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name.PadRight(name)} {t.Rows,13:N0} {t.SumOfNumbers,28:N0} {t.Columns,8}")),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tables.Count} tables, {rows:N0} rows in {took.TotalSeconds:0.0} s ({rows / Math.Max(took.TotalSeconds, 0.001):N0} rows/s). In every table, the count of rows and the sum of every column (for texts: of their checksums) are the same in SQLite and in PostgreSQL."),
        ]);
    }
}
