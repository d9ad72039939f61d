namespace RiskInsights.Core.Ingestion.Files;

/// <summary>
/// One file to import, open for as long as the import lasts. An upload is spooled first, because the file is read twice:
/// once for its hash and formats, once for its rows. The spool has no name that others could find, and goes with the process.
/// </summary>
internal sealed class InputFile : IDisposable, IAsyncDisposable
{
    private readonly FileStream _stream;
    private readonly DateTime _writtenAt;

    private InputFile(string name, string? directory, FileStream stream)
    {
        (Name, Directory, _stream) = (name, directory, stream);
        Length = stream.Length;
        _writtenAt = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    /// <summary>Where files that the source needs beside this one are looked for; null for an upload.</summary>
    public string? Directory { get; }

    public long Length { get; }

    /// <exception cref="ImportRefusedException">There is no such file, or it may not be read.</exception>
    public static InputFile Open(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            return new InputFile(name, Path.GetDirectoryName(Path.GetFullPath(path)), stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException(name, Rules.FileMissing, "The file cannot be opened.", error);
        }
    }

    public static async Task<InputFile> SpoolAsync(Stream content, string name, CancellationToken cancellation)
    {
        var path = Path.GetTempFileName();
        var stream = new FileStream(path, FileMode.Truncate, FileAccess.ReadWrite, FileShare.Delete, 1 << 16, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        try
        {
            // Elsewhere an open file needs no name: even a killed process leaves nothing behind.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            await content.CopyToAsync(stream, cancellation);
            await stream.FlushAsync(cancellation);
            return new InputFile(Path.GetFileName(name), null, stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes from the start.</summary>
    public ForwardStream FromStart() => new FileBytes(_stream.SafeFileHandle);

    /// <exception cref="ImportRefusedException">Somebody wrote to the file since it was opened.</exception>
    public void ThrowIfChanged()
    {
        if (RandomAccess.GetLength(_stream.SafeFileHandle) != Length || File.GetLastWriteTimeUtc(_stream.SafeFileHandle) != _writtenAt)
            throw new ImportRefusedException(Name, Rules.FileChanged, "The file was written to while it was read. Import it again when it is complete.");
    }

    public void Dispose() => _stream.Dispose();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
