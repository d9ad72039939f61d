using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion;

/// <summary>
/// Brings CSV files into the warehouse. One file is one batch, and one batch is one transaction: all its good rows and
/// all its rejected ones become visible at once, or nothing does.
/// </summary>
public sealed class Importer
{
    private const int FilesAhead = 2;

    private readonly WarehouseDatabase _database;
    private readonly DataFolder _folder;
    private readonly SourceCatalogue _sources;
    private readonly TimeProvider _time;
    private readonly ImportOptions _options;

    public Importer(WarehouseDatabase database, DataFolder folder, IEnumerable<ICsvSource> sources, TimeProvider time, ImportOptions options)
    {
        options.Validate();
        (_database, _folder, _sources, _time, _options) = (database, folder, new SourceCatalogue(sources), time, options);
    }

    /// <summary>
    /// Imports every file of one family of sources in a folder (not below it), clients first, facts last. All headers are
    /// checked before the first row is written.
    /// </summary>
    /// <param name="family">A name of <see cref="Families"/>.</param>
    /// <param name="startedBy">Kept with each batch.</param>
    /// <returns>One report per file, in the order of loading.</returns>
    /// <exception cref="ImportRefusedException">A file as a whole breaks a rule. Files before it stay loaded.</exception>
    /// <exception cref="PseudonymKeyException">The key of the warehouse's pseudonyms is missing or another one.</exception>
    public async Task<IReadOnlyList<BatchReport>> ImportFolderAsync(
        string directory, string family, string startedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var files = await Task.Run(() => _sources.FilesOf(directory, family), cancellation);
        return await ImportAsync(files, family, startedBy, progress, cancellation);
    }

    /// <summary>
    /// Imports files of the canonical layout; the header of each says what it is, whatever its name. Clients first, facts
    /// last, and all headers are checked before the first row is written.
    /// </summary>
    /// <inheritdoc cref="ImportFolderAsync"/>
    public async Task<IReadOnlyList<BatchReport>> ImportFilesAsync(
        IReadOnlyList<string> paths, string startedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var files = await Task.Run(() => _sources.InLoadOrder(paths, Families.Canonical), cancellation);
        return await ImportAsync(files, Families.Canonical, startedBy, progress, cancellation);
    }

    /// <summary>
    /// Imports files of the canonical layout, clients first, facts last. A file that is refused stops none of the others.
    /// </summary>
    /// <returns>One outcome per file: the refused headers first, then the order of loading.</returns>
    /// <inheritdoc cref="ImportFolderAsync"/>
    public async Task<IReadOnlyList<ImportOutcome>> ImportEachAsync(
        IReadOnlyList<string> paths, string startedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var outcomes = new List<ImportOutcome>();
        var known = new List<string>();
        foreach (var path in paths)
        {
            await TryAsync(outcomes, async () =>
            {
                await Task.Run(() => _sources.InLoadOrder([path], Families.Canonical), cancellation);
                known.Add(path);
            });
        }

        var files = await Task.Run(() => _sources.InLoadOrder(known, Families.Canonical), cancellation);
        var dimensions = new LoadedDimensions();
        await ImportAsync(files, Families.Canonical, progress, cancellation, file => TryAsync(outcomes, async () =>
            outcomes.Add(ImportOutcome.Of(await ImportAsync(file, dimensions, startedBy, cancellation), file.Name))));
        return outcomes;
    }

    /// <summary>Imports one uploaded file of the canonical layout. A stream that breaks off leaves nothing behind.</summary>
    /// <param name="content">Read to its end; the caller disposes of it.</param>
    /// <inheritdoc cref="ImportFolderAsync"/>
    public async Task<BatchReport> ImportFileAsync(
        Stream content, string fileName, string startedBy, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        await using var spool = await InputFile.SpoolAsync(content, fileName, cancellation);
        await using var file = Surveyed(spool.Name, Families.Canonical, new ImportWatch(progress, spool.Name, spool.Length, 0, 1), () => spool, cancellation);
        return await ImportAsync(file, new LoadedDimensions(), startedBy, cancellation);
    }

    private async Task<IReadOnlyList<BatchReport>> ImportAsync(
        IReadOnlyList<(string Path, long Bytes)> files, string family, string startedBy, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var reports = new List<BatchReport>();
        var dimensions = new LoadedDimensions();
        await ImportAsync(files, family, progress, cancellation, async file => reports.Add(await ImportAsync(file, dimensions, startedBy, cancellation)));
        return reports;
    }

    // While one file is loaded, the next two are looked through: clients and accounts are short, and what follows them is long.
    private async Task ImportAsync(
        IReadOnlyList<(string Path, long Bytes)> files, string family, IProgress<ImportProgress>? progress, CancellationToken cancellation, Func<SurveyedFile, Task> import)
    {
        double allBytes = files.Sum(f => f.Bytes), bytesBefore = 0;
        var begun = new Queue<SurveyedFile>();
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                while (begun.Count <= FilesAhead && i + begun.Count < files.Count)
                    begun.Enqueue(Begin(files[i + begun.Count]));
                await using var file = begun.Dequeue();
                await import(file);
            }
        }
        finally
        {
            foreach (var file in begun)
                await file.DisposeAsync();
        }

        SurveyedFile Begin((string Path, long Bytes) file)
        {
            var name = Path.GetFileName(file.Path);
            var watch = new ImportWatch(progress, name, file.Bytes, bytesBefore / allBytes, file.Bytes / allBytes);
            bytesBefore += file.Bytes;
            return Surveyed(name, family, watch, () => InputFile.Open(file.Path), cancellation);
        }
    }

    private SurveyedFile Surveyed(string name, string family, ImportWatch watch, Func<InputFile> open, CancellationToken cancellation) =>
        new(name, watch, open, (file, w, stop) => Survey(file, family, w, stop), cancellation);

    private static async Task TryAsync(List<ImportOutcome> outcomes, Func<Task> import)
    {
        try
        {
            await import();
        }
        catch (ImportRefusedException refusal)
        {
            outcomes.Add(ImportOutcome.Of(refusal));
        }
    }

    private async Task<BatchReport> ImportAsync(SurveyedFile file, LoadedDimensions dimensions, string startedBy, CancellationToken cancellation)
    {
        var (source, input) = await file.ResultAsync();
        file.Watch.Waiting();
        var report = await _database.WriteAsync(writer => Load(writer, source, input, dimensions, startedBy, file.Watch, cancellation), cancellation);
        file.Watch.Done(report);
        return report;
    }

    private (ICsvSource Source, CsvInput Input) Survey(InputFile file, string family, ImportWatch watch, CancellationToken cancellation)
    {
        var header = CsvHeader.Read(file);
        var source = _sources.Recognise(header, file.Name, family);
        var digest = FileDigest.Of(file, watch.Checked, cancellation);
        var sha256 = Companions.Sha256(file, source, digest.Sha256, cancellation);
        var format = FormatSurvey.Of(file, header, digest.Encoding, source, _options, cancellation);
        return (source, new CsvInput(file, sha256, format));
    }

    private BatchReport Load(
        WarehouseWriter writer, ICsvSource source, CsvInput input, LoadedDimensions dimensions, string startedBy, ImportWatch watch, CancellationToken cancellation)
    {
        var (loadedIn, attempts) = BatchTable.Find(writer, source.Name, input.Sha256, _sources.DimensionNames);
        if (loadedIn is { } earlier)
            return BatchReport.OfLoadedFile(earlier, source.Name, input.File.Name);

        dimensions.Renew(writer, _sources.DimensionNames);
        using var pseudonyms = PseudonymKey.Open(writer, _folder);
        var batchId = BatchTable.Begin(writer, source.Name, input.File.Name, input.Sha256, attempts + 1, startedBy, _time.GetUtcNow());
        var context = new LoadContext
        {
            Writer = writer,
            Dimensions = dimensions,
            BatchId = batchId,
            Today = TimeDimension.KeyOf(DateOnly.FromDateTime(_time.GetLocalNow().DateTime)),
            Options = _options,
            Pseudonyms = pseudonyms,
        };
        var (counts, byRule) = source.Load(input, context, watch.Loaded, cancellation);
        input.File.ThrowIfChanged();
        BatchTable.Finish(writer, batchId, counts, _time.GetUtcNow());
        return new BatchReport
        {
            BatchId = batchId,
            Source = source.Name,
            FileName = input.File.Name,
            Read = counts.Read,
            Loaded = counts.Loaded,
            Unchanged = counts.Unchanged,
            Quarantined = counts.Quarantined,
            QuarantinedByRule = byRule,
            AlreadyLoaded = false,
        };
    }
}
