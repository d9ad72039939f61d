using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>
/// Holds <c>serve.lock</c> in a data folder whose SQLite warehouse this program serves: a second one would take the jobs of the
/// first for those of a program that stopped. The operating system gives the file back however the program ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another program serves the folder; the message names it.</exception>
    public static FolderLock Take(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Root);
        var path = Path.Combine(folder.Root, "serve.lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException(
                $"The data folder {folder.Root} is being served by another dashboard: stop that one, or take another folder with --data. Several dashboards share a warehouse in PostgreSQL (docs/how-to/postgres.md).", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
