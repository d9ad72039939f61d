using System.Security.Cryptography;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Tests.Synthetic;

/// <summary>A demo bank in a folder of its own, gone when disposed.</summary>
public sealed class DemoBankFolder : IDisposable
{
    public static readonly DateOnly EndsOn = new(2025, 9, 30);

    public string Path { get; } = Directory.CreateTempSubdirectory("demo-bank-").FullName;

    public static DemoBankOptions Small => new() { Clients = 60, Years = 1, EndsOn = EndsOn };

    public async Task<DemoBankSummary> WriteAsync(DemoBankOptions options) => await DemoBank.WriteAsync(Path, options);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Rows of a file without its header, split at commas (no field of these files is quoted, save some names).</summary>
    public IEnumerable<string[]> Rows(string file) => File.ReadLines(System.IO.Path.Combine(Path, file)).Skip(1).Select(line => line.Split(','));

    public string[] Lines(string file) => File.ReadAllLines(System.IO.Path.Combine(Path, file));

    /// <summary>SHA-256 over the names and bytes of all files.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
