using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Tests.Uploads;

public sealed class UploadTests : IDisposable
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-").FullName);

    private UploadFolder Uploads => new(_folder, TimeProvider.System);

    private string Root => Path.Combine(_folder.Raw, "uploads");

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [Fact]
    public async Task ReceiveAsync_TwoFilesOfOneName_KeepsBothInsideTheFolder()
    {
        using var upload = Uploads.Begin();
        await upload.ReceiveAsync("../kyc.csv", new MemoryStream([1, 2, 3]), 3);
        await upload.ReceiveAsync("kyc.csv", new MemoryStream([4]), 1);

        Assert.Equal(["kyc.csv", "kyc.csv"], upload.Paths.Select(Path.GetFileName));
        Assert.All(upload.Paths, p => Assert.StartsWith(Root + Path.DirectorySeparatorChar, Path.GetFullPath(p), StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(upload.Paths[0]));
        Assert.Equal([4], await File.ReadAllBytesAsync(upload.Paths[1]));
    }

    [Fact]
    public async Task ReceiveAsync_CutInTheMiddle_LeavesNothingOfTheFile()
    {
        using var upload = Uploads.Begin();
        await upload.ReceiveAsync("accounts.csv", new MemoryStream([1]), 1);
        await Assert.ThrowsAsync<EndOfStreamException>(() => upload.ReceiveAsync("kyc.csv", new MemoryStream(new byte[500]), 1000));
        Assert.Equal(upload.Paths, Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ReceiveAsync_ConnectionLostOrCancelled_LeavesNothingOfTheFile()
    {
        using var upload = Uploads.Begin();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<IOException>(() => upload.ReceiveAsync("kyc.csv", new BrokenStream(), 1 << 20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => upload.ReceiveAsync("kyc.csv", new MemoryStream(new byte[1 << 20]), 1 << 20, _ => stop.Cancel(), stop.Token));
        Assert.Empty(upload.Paths);
        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ReceiveAsync_AsItArrives_SaysHowMuchThereIs()
    {
        using var upload = Uploads.Begin();
        var received = new List<long>();
        await upload.ReceiveAsync("kyc.csv", new MemoryStream(new byte[1_000_000]), 1_000_000, received.Add);
        Assert.True(received.Count > 1);
        Assert.Equal(received.Order(), received);
        Assert.Equal(1_000_000, received[^1]);
    }

    [Fact]
    public async Task Dispose_OfOneUpload_LeavesTheOthers()
    {
        using var kept = Uploads.Begin();
        await kept.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        using (var gone = Uploads.Begin())
            await gone.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        Assert.Equal(kept.Paths, Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Clear_AfterAStop_RemovesWhatWasLeftAndKeepsWhatAJobWants()
    {
        using var wanted = Uploads.Begin();
        await wanted.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        await Uploads.Begin().ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        Uploads.Clear(new HashSet<string> { wanted.Id }, TimeSpan.Zero);
        Assert.Equal(wanted.Paths, Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Clear_SharedFolder_KeepsWhatIsArrivingElsewhere()
    {
        using var arriving = Uploads.Begin();
        await arriving.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        var left = Uploads.Begin();
        await left.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(Root, left.Id), "*", SearchOption.AllDirectories).Append(Path.Combine(Root, left.Id)))
            File.SetLastWriteTimeUtc(entry, DateTime.UnixEpoch);
        Uploads.Clear(new HashSet<string>(), TimeSpan.FromHours(1));
        Assert.Equal(arriving.Paths, Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Find_AnUpload_HasItsFilesInTheOrderOfArrival()
    {
        using var upload = Uploads.Begin();
        for (var i = 0; i < 11; i++)
            await upload.ReceiveAsync("kyc.csv", new MemoryStream([1]), 1);
        Assert.Equal(upload.Paths, Uploads.Find(upload.Id).Paths);
        upload.Dispose();
        Assert.Empty(Uploads.Find(upload.Id).Paths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../keys")]
    public void Find_NoUpload_IsRefused(string id) => Assert.Throws<ArgumentException>(() => Uploads.Find(id));

    private sealed class BrokenStream : MemoryStream
    {
        private bool _read;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_read)
                throw new IOException("The connection was closed.");
            _read = true;
            return new(1000);
        }
    }
}
