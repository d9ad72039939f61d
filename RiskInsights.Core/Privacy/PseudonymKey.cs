using System.Security.Cryptography;
using System.Text;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Privacy;

/// <summary>
/// The secret behind the pseudonyms: 32 random bytes in <c>keys/pseudonym.key</c>, made on first use, readable by the
/// owner alone. The warehouse keeps only its fingerprint, so that a lost or foreign key is noticed before it does harm.
/// </summary>
public static class PseudonymKey
{
    private const string FileName = "pseudonym.key";
    private const string Property = "pseudonym_key_fingerprint";
    private const int Bytes = 32;

    private const string FingerprintSql = """
        SELECT value FROM ops_properties WHERE name = @Property
        """;

    private const string KeepSql = """
        INSERT INTO ops_properties (name, value) VALUES (@Property, @fingerprint)
        """;

    /// <summary>The pseudonyms of this warehouse. Makes the key when neither the warehouse nor the folder has one.</summary>
    /// <exception cref="PseudonymKeyException">The warehouse's pseudonyms were made with a key that is not there.</exception>
    public static Pseudonyms Open(WarehouseWriter writer, DataFolder folder)
    {
        var path = Path.Combine(folder.Keys, FileName);
        var expected = writer.RowOrNull<string>(FingerprintSql, new { Property });
        if (expected is not null && !File.Exists(path))
        {
            throw new PseudonymKeyException(
                $"The key of this warehouse's pseudonyms is missing: restore {path} from its backup. Without it every client would get a second pseudonym. Nothing was changed.");
        }

        var key = File.Exists(path) ? Read(path) : Create(path);
        var fingerprint = Fingerprint(key);
        if (expected is null)
            writer.Execute(KeepSql, new { Property, fingerprint });
        else if (!string.Equals(expected, fingerprint, StringComparison.Ordinal))
            throw new PseudonymKeyException($"The key in {path} is not the one that this warehouse's pseudonyms were made with: restore the right one. Nothing was changed.");
        return new Pseudonyms(key);
    }

    private static byte[] Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        if (text.Length != Bytes * 2 || !text.All(char.IsAsciiHexDigit))
            throw new PseudonymKeyException($"{path} holds no key: {Bytes * 2} hexadecimal digits are expected. Restore it from its backup.");
        return Convert.FromHexString(text);
    }

    // Written under another name and moved, so that no moment shows half a key.
    private static byte[] Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var key = RandomNumberGenerator.GetBytes(Bytes);
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
        return key;
    }

    private static string Fingerprint(byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "risk-insights pseudonym key"u8))[..32];
}
