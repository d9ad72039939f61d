using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Pipeline;

/// <summary>
/// Holds <c>pipeline.lock</c> in a data folder: one run at a time works on its inbox, exports and reports, be it a job's or
/// the command line's. The operating system gives the file back however the program ends.
/// </summary>
internal sealed class PipelineLock : IDisposable
{
    private readonly FileStream _file;

    private PipelineLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another run works in the folder; the message says so.</exception>
    public static PipelineLock Take(DataFolder folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.Root).FullName, "pipeline.lock");
        try
        {
            return new PipelineLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException($"Another run of the pipeline is under way in the data folder {folder.Root}: wait for its end.", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
