using System.Globalization;
using System.Security.Cryptography;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Uploads;

/// <summary>Where uploaded files wait for their import: <c>raw/uploads/</c>. Nothing stays there after it.</summary>
public sealed class UploadFolder(DataFolder folder, TimeProvider time)
{
    private string Root => Path.Combine(folder.Raw, "uploads");

    /// <summary>A place for the files that an analyst sends together.</summary>
    public Upload Begin()
    {
        var id = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
        return new Upload(id, Path.Combine(Root, id));
    }

    /// <summary>An upload that arrived, perhaps at another replica that shares the folder. Without files when they are gone.</summary>
    /// <param name="id">As <see cref="Upload.Id"/> was.</param>
    /// <exception cref="ArgumentException">No upload has such a number.</exception>
    public Upload Find(string id)
    {
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException($"{id} is no upload.", nameof(id));
        var place = Path.Combine(Root, id);
        return new Upload(id, place, Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).OrderBy(p => int.Parse(Path.GetFileName(Path.GetDirectoryName(p)!), CultureInfo.InvariantCulture))
            : []);
    }

    /// <summary>Removes what stopped programs left and no job will load.</summary>
    /// <param name="wanted">Numbers of uploads that stay.</param>
    /// <param name="untouchedFor">What is younger may be arriving at another replica that shares the folder: it stays.</param>
    public void Clear(IReadOnlySet<string> wanted, TimeSpan untouchedFor)
    {
        if (!Directory.Exists(Root))
            return;
        var before = time.GetUtcNow().UtcDateTime - untouchedFor;
        foreach (var upload in new DirectoryInfo(Root).EnumerateDirectories().Where(d => !wanted.Contains(d.Name)))
        {
            if (untouchedFor == TimeSpan.Zero || upload.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(upload).Max(f => f.LastWriteTimeUtc) < before)
                upload.Delete(recursive: true);
        }
    }
}
