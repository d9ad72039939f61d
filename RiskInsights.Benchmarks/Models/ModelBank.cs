using System.Globalization;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Benchmarks.Models;

/// <summary>A demo bank of so many clients and three years, written and imported into a folder once, and found there again.</summary>
internal static class ModelBank
{
    /// <summary>Holds the number of clients once everything is loaded: without it nobody knows whether a load was broken off.</summary>
    private const string DoneFile = "bank.clients";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidOperationException">The folder holds another bank, or a half loaded one.</exception>
    public static async Task<ImportHost> OpenAsync(string folder, int clients)
    {
        var done = Path.Combine(folder, DoneFile);
        var wanted = clients.ToString(CultureInfo.InvariantCulture);
        var found = File.Exists(done) ? (await File.ReadAllTextAsync(done)).Trim() : null;
        if (found is null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InvalidOperationException($"{folder}: not empty, and no {DoneFile} says that a bank was loaded whole. Name an empty folder, or remove it.");
        if (found is not null && !string.Equals(found, wanted, StringComparison.Ordinal))
            throw new InvalidOperationException($"{done}: a bank of {found} clients; {wanted} are asked for. Name another folder.");
        var host = await ImportHost.OpenAsync(folder);
        if (found is null)
        {
            await FillAsync(host, Path.Combine(folder, "csv"), clients);
            await File.WriteAllTextAsync(done, wanted);
        }

        await IdleAsync();
        return host;
    }

    // A large file is checked beside the work once it is opened, and moved out of its log after a load.
    private static async Task IdleAsync()
    {
        TimeSpan before;
        do
        {
            before = Environment.CpuUsage.TotalTime;
            await Task.Delay(Look);
        }
        while (Environment.CpuUsage.TotalTime - before > Look / 20);
    }

    private static async Task FillAsync(ImportHost host, string csv, int clients)
    {
        Console.WriteLine($"Writing and importing a bank of {clients.ToString("N0", CultureInfo.InvariantCulture)} clients.");
        await DemoBank.WriteAsync(csv, new DemoBankOptions { Clients = clients, EndsOn = new DateOnly(2025, 9, 30) });
        await host.Importer.ImportFolderAsync(csv, "canonical", "benchmark");
        Directory.Delete(csv, recursive: true);
    }
}
