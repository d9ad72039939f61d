using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Warehouse.Engines;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: copies of the SQLite warehouse (docs/how-to/backup.md).</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var command = new Command("backup", "Copy the warehouse into one file; the dashboard may go on running.");
        var (common, file) = Arguments(command, "The file to write; it must not exist.");
        command.SetAction(parsed =>
        {
            var bytes = SqliteBackup.Write(FileOf(common.Read(parsed)), parsed.GetValue(file)!);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parsed.GetValue(file)}: {bytes} bytes, checked. Keep the folder keys apart from it."));
            return 0;
        });
        return command;
    }

    public static Command Restore()
    {
        var command = new Command("restore", "Put a backup in the place of the warehouse; stop the dashboard first.");
        var (common, file) = Arguments(command, "The file that backup wrote.");
        command.SetAction(parsed =>
        {
            var former = SqliteBackup.Restore(parsed.GetValue(file)!, FileOf(common.Read(parsed)), TimeProvider.System.GetLocalNow());
            Console.WriteLine(former is null ? "restored" : $"restored; the former warehouse is {former}");
            return 0;
        });
        return command;
    }

    /// <exception cref="InvalidOptionsException">The warehouse is no file.</exception>
    private static string FileOf(DashboardOptions options) => options.Warehouse.Engine is "sqlite"
        ? options.Folder.Database
        : throw new InvalidOptionsException($"The warehouse is kept by {options.Warehouse.Engine}, whose own tools back it up: pg_dump and pg_restore (docs/how-to/postgres.md).");

    private static (CommonOptions Common, Argument<string> File) Arguments(Command command, string meaning)
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = meaning };
        common.AddTo(command);
        command.Arguments.Add(file);
        return (common, file);
    }
}
