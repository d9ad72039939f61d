using System.Security.Cryptography;
using System.Text;

namespace RiskInsights.Core.Ingestion.Files;

/// <summary>Files that a source reads beside the one it loads, because the bank spread one thing over several.</summary>
internal static class Companions
{
    /// <summary>
    /// The identity of what is loaded: the file's own hash, or one over it and its companions' hashes, so that a change
    /// of a companion makes the file worth loading again.
    /// </summary>
    public static string Sha256(InputFile file, ICsvSource source, string ownSha256, CancellationToken cancellation)
    {
        if (source.Companions.Count == 0)
            return ownSha256;
        var all = new StringBuilder(ownSha256);
        foreach (var name in source.Companions)
        {
            using var companion = Open(file, name);
            all.Append(FileDigest.Of(companion, _ => { }, cancellation).Sha256);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all.ToString())));
    }

    /// <exception cref="ImportRefusedException">The file stands alone, as an upload does, or the companion is not there.</exception>
    public static InputFile Open(InputFile file, string name)
    {
        if (file.Directory is null)
            throw new ImportRefusedException(file.Name, Rules.FileMissing, $"The file can only be imported with its folder, which must hold {name} too.");
        return InputFile.Open(Path.Combine(file.Directory, name));
    }
}
