using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Warehouse.Engines;

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
            var bytes = SqliteBackup.Write(common.Read(parsed).Folder.Database, parsed.GetValue(file)!);
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
            var former = SqliteBackup.Restore(parsed.GetValue(file)!, common.Read(parsed).Folder.Database, TimeProvider.System.GetLocalNow());
            Console.WriteLine(former is null ? "restored" : $"restored; the former warehouse is {former}");
            return 0;
        });
        return command;
    }

    private static (CommonOptions Common, Argument<string> File) Arguments(Command command, string meaning)
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = meaning };
        common.AddTo(command);
        command.Arguments.Add(file);
        return (common, file);
    }
}
