using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline;

/// <summary>The folder that files arrive in: which of them the warehouse does not know yet.</summary>
public sealed class Inbox(WarehouseDatabase warehouse, DataFolder folder)
{
    // Rows that waited for a client or an account may find it now: such a file is offered again, and the importer decides.
    private const string SettledSql = """
        SELECT DISTINCT b.file_sha256
        FROM ops_batches b
        WHERE b.file_sha256 IN @hashes
          AND NOT EXISTS (SELECT 1 FROM ops_quarantine q WHERE q.batch_id = b.batch_id AND q.rule IN @waiting)
        """;

    private static readonly EnumerationOptions Files = new() { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <summary>Where the inbox of these options lies.</summary>
    public string PathOf(PipelineOptions options) => Path.GetFullPath(options.Inbox ?? folder.Raw, folder.Root);

    /// <summary>The CSV files of the inbox (not below it) whose content was not loaded yet, and the number of all.</summary>
    /// <param name="progress">Receives a file's name and the share of the bytes that were looked at, 0 to 1.</param>
    /// <exception cref="ImportRefusedException">A file cannot be opened.</exception>
    /// <exception cref="DirectoryNotFoundException">The inbox was set and is not there.</exception>
    public async Task<(IReadOnlyList<string> New, int All)> LookAsync(PipelineOptions options, Action<string, double> progress, CancellationToken cancellation)
    {
        var path = PathOf(options);
        if (!Directory.Exists(path))
            return options.Inbox is null ? ([], 0) : throw new DirectoryNotFoundException($"The inbox {path} is not there.");
        var hashes = await Task.Run(() => Hashes(path, progress, cancellation), cancellation);
        var settled = new HashSet<string>(StringComparer.Ordinal);
        string[] waiting = [Rules.UnknownAccount.Id, Rules.UnknownClient.Id];
        foreach (var some in hashes.Select(h => h.Sha256).Chunk(200))
            settled.UnionWith(await warehouse.RowsAsync<string>(SettledSql, new { hashes = some, waiting }, cancellation));
        return ([.. hashes.Where(h => !settled.Contains(h.Sha256)).Select(h => h.Path)], hashes.Count);
    }

    private static List<(string Path, string Sha256)> Hashes(string inbox, Action<string, double> progress, CancellationToken cancellation)
    {
        var paths = Directory.EnumerateFiles(inbox, "*.csv", Files).Order(StringComparer.Ordinal).ToList();
        double all = Math.Max(1, paths.Sum(p => new FileInfo(p).Length)), before = 0;
        var hashes = new List<(string Path, string Sha256)>();
        foreach (var path in paths)
        {
            using var file = InputFile.Open(path);
            hashes.Add((path, FileDigest.Of(file, bytes => progress(file.Name, (before + bytes) / all), cancellation).Sha256));
            before += file.Length;
        }

        return hashes;
    }
}
