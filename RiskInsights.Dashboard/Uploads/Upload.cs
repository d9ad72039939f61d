using System.Buffers;
using System.Globalization;

namespace RiskInsights.Dashboard.Uploads;

/// <summary>Files that were sent together. They are removed when it is disposed of.</summary>
public sealed class Upload : IDisposable
{
    private readonly string _folder;
    private readonly List<string> _paths = [];

    internal Upload(string id, string folder, IEnumerable<string>? arrived = null)
    {
        (Id, _folder) = (id, folder);
        _paths.AddRange(arrived ?? []);
    }

    /// <summary>No other upload has it.</summary>
    public string Id { get; }

    /// <summary>The files that arrived whole, in the order of arrival.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Writes one file as it arrives. One that breaks off leaves nothing.</summary>
    /// <param name="name">As the browser gave it.</param>
    /// <param name="bytes">The length that the browser announced.</param>
    /// <param name="received">Called with the bytes that have arrived so far.</param>
    /// <exception cref="EndOfStreamException">The file ended before its announced length.</exception>
    public async Task ReceiveAsync(string name, Stream content, long bytes, Action<long>? received = null, CancellationToken cancellation = default)
    {
        // A folder for each file: two of the same name may come together.
        var folder = Directory.CreateDirectory(Path.Combine(_folder, (_paths.Count + 1).ToString(CultureInfo.InvariantCulture)));
        var path = Path.Combine(folder.FullName, UploadName.Of(name));
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                var written = await CopyAsync(content, file, received, cancellation);
                if (written != bytes)
                    throw new EndOfStreamException($"{Path.GetFileName(path)}: {written} of {bytes} bytes arrived.");
            }

            _paths.Add(path);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static async Task<long> CopyAsync(Stream content, FileStream file, Action<long>? received, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            long written = 0;
            int count;
            while ((count = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
                written += count;
                received?.Invoke(written);
            }

            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
