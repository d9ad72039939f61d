using System.Diagnostics;
using System.Globalization;

namespace RiskInsights.Tests.Reliability;

/// <summary>
/// A file system of a few megabytes that fills up for real: a tmpfs, mounted by root, or by anybody else in a name space of a
/// process of their own, into which /proc gives a way.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _mountPoint = Directory.CreateTempSubdirectory("riskinsights-disk-").FullName;
    private readonly Process? _owner;

    public SmallDisk(int megabytes)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=777");
        if (Run("mount", "-t", "tmpfs", "-o", size, "riskinsights", _mountPoint) == 0)
        {
            Path = _mountPoint;
            return;
        }

        _owner = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o {size} riskinsights {_mountPoint} && echo mounted && exec cat"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        if (_owner.StandardOutput.ReadLine() is not "mounted")
            throw new InvalidOperationException("No disk can be made full here: neither mount nor unshare -rm is permitted.");
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/{_owner.Id}/root{_mountPoint}");
    }

    /// <summary>The folder that is the disk.</summary>
    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    private long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Fills the disk until only <paramref name="leave"/> bytes are free.</summary>
    public void Fill(long leave)
    {
        using var filler = new FileStream(Filler, FileMode.Append);
        var block = new byte[64 << 10];
        try
        {
            while (FreeBytes > leave)
            {
                filler.Write(block, 0, (int)Math.Min(block.Length, FreeBytes - leave));
                filler.Flush(flushToDisk: true);
            }
        }
        catch (IOException) when (FreeBytes < block.Length)
        {
            // Full to the last block.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        if (_owner is null)
        {
            _ = Run("umount", "-l", _mountPoint);
        }
        else
        {
            _owner.Kill();
            _owner.WaitForExit();
            _owner.Dispose();
        }

        Directory.Delete(_mountPoint, recursive: true);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
