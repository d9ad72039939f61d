using System.Security.Cryptography;
using System.Text;
using RiskInsights.Core.Privacy;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Privacy;

public sealed class PseudonymsTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    private string KeyPath => Path.Combine(_bank.Folder.Keys, "pseudonym.key");

    [EngineFact]
    public void Of_KnownKeyAndIdentifier_IsTheHmacInBase32()
    {
        // HMAC-SHA-256 of "1001" with 32 zero bytes, its first 80 bits in Crockford's alphabet, computed without the class.
        var hash = HMACSHA256.HashData(new byte[32], "1001"u8);
        var bits = string.Concat(hash.Take(10).Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        var expected = "CL-" + string.Concat(Enumerable.Range(0, 16).Select(i => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));
        using var pseudonyms = new Pseudonyms(new byte[32]);
        Assert.Equal(expected, pseudonyms.Of("1001"u8));
    }

    [EngineFact]
    public void Of_HundredThousandIdentifiers_AreAllDifferent()
    {
        using var pseudonyms = new Pseudonyms(new byte[32]);
        var distinct = Enumerable.Range(0, 100_000).Select(i => pseudonyms.Of(Encoding.ASCII.GetBytes(i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)))).Distinct(StringComparer.Ordinal);
        Assert.Equal(100_000, distinct.Count());
    }

    [EngineFact]
    public async Task Import_Kyc_LeavesNoPersonalDataInAnyFile()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("kyc.csv", SmallBank.KycHeader + "\n1003,Marguerite Duras,1914-04-04,duras@example.org,2140475,nonsense,FR,,verified,low,2020-01-02,\n");
        // Every file of the data folder, the write-ahead log too; but not the key and the test's own input.
        var files = Directory.GetFiles(_bank.Folder.Root, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(_bank.Folder.Keys, StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            foreach (var personal in new[] { "Dupr", "zoe@", "1800575123456", "1980-05-17", "Marguerite", "duras@", "2140475", "1914-04-04" })
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(personal)) < 0, $"{personal} in {Path.GetFileName(file)}");
        }

        Assert.Equal([1980L, 1990L], await _bank.Database.RowsAsync<long>("SELECT birth_year FROM dim_clients ORDER BY 1"));
    }

    [EngineFact]
    public async Task Import_First_MakesAKeyForItsOwnerAlone()
    {
        await _bank.WithAccountsAsync();
        Assert.Matches("^[0-9a-f]{64}$", await File.ReadAllTextAsync(KeyPath));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        var fingerprint = await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'pseudonym_key_fingerprint'");
        Assert.DoesNotContain(fingerprint, await File.ReadAllTextAsync(KeyPath), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Import_KeyIsGone_IsRefusedAndMakesNoOther()
    {
        await _bank.WithAccountsAsync();
        File.Delete(KeyPath);
        var error = await Assert.ThrowsAsync<PseudonymKeyException>(() => _bank.ImportAsync("events.csv", SmallBank.Events));
        Assert.Contains("pseudonym.key", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyPath));
        Assert.Equal(2, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
    }

    [EngineTheory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("not a key")]
    public async Task Import_KeyIsAnother_IsRefused(string key)
    {
        await _bank.WithAccountsAsync();
        await File.WriteAllTextAsync(KeyPath, key);
        await Assert.ThrowsAsync<PseudonymKeyException>(() => _bank.ImportAsync("events.csv", SmallBank.Events));
    }

    [EngineFact]
    public async Task Open_MountedKey_IsTheOneThatCountsAndIsNeverMade()
    {
        var mounted = Path.Combine(_bank.Folder.Root, "mounted.key");
        var folder = _bank.Folder with { MountedPseudonymKey = mounted };
        var missing = await Assert.ThrowsAsync<PseudonymKeyException>(() => OpenAsync(folder));
        Assert.Contains("Privacy:PseudonymKeyFile", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mounted));

        await File.WriteAllTextAsync(mounted, new string('0', 64) + "\n");
        Assert.Equal(new Pseudonyms(new byte[32]).Of("1001"u8), (await OpenAsync(folder)).Of("1001"u8));
        Assert.False(File.Exists(KeyPath));

        // A replica without the mount: it makes no second key, and says so at its start.
        await Assert.ThrowsAsync<PseudonymKeyException>(() => OpenAsync(_bank.Folder));
        Assert.Contains("pseudonym.key", await PseudonymKey.WarningAsync(_bank.Database, _bank.Folder), StringComparison.Ordinal);
        Assert.Null(await PseudonymKey.WarningAsync(_bank.Database, folder));
        await File.WriteAllTextAsync(mounted, new string('1', 64));
        Assert.Contains("is not the one", await PseudonymKey.WarningAsync(_bank.Database, folder), StringComparison.Ordinal);
    }

    private Task<Pseudonyms> OpenAsync(Core.Warehouse.DataFolder folder) => _bank.Database.WriteAsync(writer => PseudonymKey.Open(writer, folder));

    [EngineFact]
    public async Task Import_SameClientsInTwoWarehouses_HaveNothingInCommon()
    {
        using var other = new SmallBank();
        await _bank.WithAccountsAsync();
        await other.WithAccountsAsync();
        const string Sql = "SELECT client_id FROM dim_clients";
        Assert.Empty((await _bank.Database.RowsAsync<string>(Sql)).Intersect(await other.Database.RowsAsync<string>(Sql), StringComparer.Ordinal));
    }
}
