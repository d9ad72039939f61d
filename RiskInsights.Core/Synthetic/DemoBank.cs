namespace RiskInsights.Core.Synthetic;

/// <summary>
/// Writes a bank that does not exist: kyc.csv, accounts.csv, transactions.csv and events.csv as ingestion reads them, and
/// beside them truth/, which is never imported: clients.csv (hidden traits and what became of the client), hazards.csv
/// (month by month the probabilities that default and departure were drawn from), anomalies.csv (planted abnormal
/// transactions) and, when bad rows are wanted, dirty.csv (where they are). docs/demo-bank.md describes the model.
/// </summary>
public static class DemoBank
{
    private const string WorkFolder = ".demo-bank-in-progress";

    private static readonly string[] Files =
    [
        "kyc.csv", "accounts.csv", "transactions.csv", "events.csv",
        Path.Combine("truth", "clients.csv"), Path.Combine("truth", "hazards.csv"), Path.Combine("truth", "anomalies.csv"), Path.Combine("truth", "dirty.csv"),
    ];

    /// <summary>
    /// Writes the bank into a folder, which is created when needed. The files appear when all of them are complete;
    /// a cancelled or failed run leaves none. Memory holds one month of transactions and about 1 KB per client.
    /// The work is computation for the most part and runs on the caller's thread between writes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">A file of the bank exists already and <see cref="DemoBankOptions.Overwrite"/> is false, or the disk fails.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<DemoBankSummary> WriteAsync(
        string directory, DemoBankOptions options, IProgress<DemoBankProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        directory = Path.GetFullPath(directory);
        foreach (string file in Files)
        {
            if (!options.Overwrite && File.Exists(Path.Combine(directory, file)))
                throw new IOException($"{Path.Combine(directory, file)} exists already. Choose an empty folder, or allow overwriting.");
        }

        string work = Path.Combine(directory, WorkFolder);
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(Path.Combine(work, "truth"));
        try
        {
            DemoBankSummary summary;
            await using (var writing = new DemoBankWriting(work, options, progress))
                summary = await writing.RunAsync(cancellationToken);
            Directory.CreateDirectory(Path.Combine(directory, "truth"));
            foreach (string file in Files)
            {
                // A bank without bad rows must not keep the list of a former one.
                File.Delete(Path.Combine(directory, file));
                if (File.Exists(Path.Combine(work, file)))
                    File.Move(Path.Combine(work, file), Path.Combine(directory, file));
            }

            return summary;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
