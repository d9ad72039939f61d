using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Tests.Hosting;

public sealed class FolderLockTests : IDisposable
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-").FullName);

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [Fact]
    public void Take_FolderThatIsServed_IsRefusedUntilTheOtherEnds()
    {
        using (FolderLock.Take(_folder))
        {
            var error = Assert.Throws<IOException>(() => FolderLock.Take(_folder));
            Assert.StartsWith($"The data folder {_folder.Root} is being served by another dashboard", error.Message, StringComparison.Ordinal);
        }

        FolderLock.Take(_folder).Dispose();
    }
}
