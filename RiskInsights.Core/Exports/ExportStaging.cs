using System.Globalization;
using System.Security.Cryptography;

namespace RiskInsights.Core.Exports;

/// <summary>
/// Files in the making: on the same disk as their places, but in a folder that no report reads. Publishing only renames, so
/// that a full disk or a cancelled export is noticed before anything is replaced.
/// </summary>
internal sealed class ExportStaging : IDisposable
{
    private readonly string _folder;
    private readonly List<(string Staged, string Place)> _files = [];

    public ExportStaging(string exports)
    {
        _folder = Path.Combine(exports, ".staging", RandomNumberGenerator.GetHexString(12, lowercase: true));
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Returns the path to write a file to, which will stand at both places.</summary>
    public string Add(string latest, string history)
    {
        var staged = Path.Combine(_folder, _files.Count.ToString(CultureInfo.InvariantCulture));
        _files.Add((staged, latest));
        _files.Add((staged + "h", history));
        return staged;
    }

    /// <summary>Does all that may fail: the second copy of each file, the folders.</summary>
    public void Prepare()
    {
        foreach (var (staged, place) in _files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (!File.Exists(staged))
                File.Copy(staged[..^1], staged);
        }
    }

    /// <summary>Puts every file into its two places.</summary>
    public void Publish()
    {
        foreach (var (staged, place) in _files)
            File.Move(staged, place, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
