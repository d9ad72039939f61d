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

    /// <summary>Removes what a stopped program left: its jobs are gone, and their files with them.</summary>
    public void Clear()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }
}
