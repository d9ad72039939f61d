using System.Security.Cryptography;
using System.Text;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Privacy;

/// <summary>
/// The secret behind the pseudonyms: 32 random bytes in <c>keys/pseudonym.key</c>, made on first use, readable by the
/// owner alone, or in a file that was mounted (<see cref="DataFolder.MountedPseudonymKey"/>). The warehouse keeps only its
/// fingerprint, so that a lost or foreign key is noticed before it does harm.
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

    /// <summary>The pseudonyms of this warehouse, to be disposed of. Makes the key when neither the warehouse nor the folder has one.</summary>
    /// <exception cref="PseudonymKeyException">The warehouse's pseudonyms were made with a key that is not there, or the mounted file is missing.</exception>
    public static Pseudonyms Open(WarehouseWriter writer, DataFolder folder)
    {
        var path = PathOf(folder);
        var expected = writer.RowOrNull<string>(FingerprintSql, new { Property });
        if (!File.Exists(path) && (expected is not null || folder.MountedPseudonymKey is not null))
            throw new PseudonymKeyException(Missing(folder));

        var key = File.Exists(path) ? Read(path) : Create(path);
        var fingerprint = Fingerprint(key);
        if (expected is null)
            writer.Execute(KeepSql, new { Property, fingerprint });
        else if (!string.Equals(expected, fingerprint, StringComparison.Ordinal))
            throw new PseudonymKeyException(Foreign(path));
        return new Pseudonyms(key);
    }

    /// <summary>
    /// Why this program could load nothing, or null if it could: the warehouse's key is missing here or another one. Asked at
    /// the start, so that a replica without the key is noticed before the first file comes.
    /// </summary>
    public static async Task<string?> WarningAsync(WarehouseDatabase warehouse, DataFolder folder, CancellationToken cancellation = default)
    {
        var expected = await warehouse.RowOrNullAsync<string>(FingerprintSql, new { Property }, cancellation);
        var path = PathOf(folder);
        if (expected is null)
            return null;
        if (!File.Exists(path))
            return Missing(folder);
        try
        {
            return string.Equals(expected, Fingerprint(Read(path)), StringComparison.Ordinal) ? null : Foreign(path);
        }
        catch (PseudonymKeyException error)
        {
            return error.Message;
        }
    }

    /// <summary>
    /// Another secret of this warehouse, made of the key for one purpose alone (HKDF, RFC 5869): whoever learns it learns nothing
    /// of the key, and replicas that share the key share it too.
    /// </summary>
    /// <exception cref="PseudonymKeyException">The key is not there.</exception>
    public static byte[] Derive(DataFolder folder, string purpose)
    {
        var path = PathOf(folder);
        return File.Exists(path)
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Read(path), Bytes, info: Encoding.UTF8.GetBytes("risk-insights " + purpose))
            : throw new PseudonymKeyException(Missing(folder));
    }

    private static string PathOf(DataFolder folder) => folder.MountedPseudonymKey ?? Path.Combine(folder.Keys, FileName);

    private static string Missing(DataFolder folder) => folder.MountedPseudonymKey is { } mounted
        ? $"The pseudonym key {mounted} (Privacy:PseudonymKeyFile) is missing: mount the secret. Nothing was changed."
        : $"The key of this warehouse's pseudonyms is missing: restore {PathOf(folder)} from its backup, or name the key that all replicas share with Privacy:PseudonymKeyFile. Without it every client would get a second pseudonym. Nothing was changed.";

    private static string Foreign(string path) =>
        $"The key in {path} is not the one that this warehouse's pseudonyms were made with: restore the right one. Nothing was changed.";

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
