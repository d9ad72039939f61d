using System.Security.Cryptography;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Uploads;

/// <summary>
/// The name of a data folder, kept in it as <c>folder.id</c>: replicas that share the folder read the same, those with folders
/// of their own do not.
/// </summary>
internal static class FolderName
{
    private const string FileName = "folder.id";

    /// <summary>Made on first use.</summary>
    public static string Of(DataFolder folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.Root).FullName, FileName);
        if (!File.Exists(path))
            Create(path);
        return File.ReadAllText(path).Trim();
    }

    // Written under another name and moved, so that two that start at once agree.
    private static void Create(string path)
    {
        var name = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var unfinished = $"{path}.{name}";
        File.WriteAllText(unfinished, name);
        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
