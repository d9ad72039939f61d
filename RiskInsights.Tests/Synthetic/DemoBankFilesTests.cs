using System.Globalization;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Tests.Synthetic;

public sealed class DemoBankFilesTests
{
    /// <summary>Changes whenever the model, a format or Bogus changes: then every bank changes, and docs/demo-bank.md must be measured anew.</summary>
    private const string SmallBank = "98ede29b36e528b41903b657390d0ab79a513184972aab860105d31d2228073f";

    [Fact]
    public async Task SmallBank_OnAnyMachine_HasTheseBytes()
    {
        using var folder = new DemoBankFolder();
        await folder.WriteAsync(DemoBankFolder.Small);
        Assert.Equal(SmallBank, folder.Fingerprint());
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    public async Task SmallBank_UnderAnotherCulture_HasTheSameBytes(string culture)
    {
        using var folder = new DemoBankFolder();
        var (former, formerUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));
        try
        {
            await folder.WriteAsync(DemoBankFolder.Small);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (former, formerUi);
        }

        Assert.Equal(SmallBank, folder.Fingerprint());
    }

    [Fact]
    public async Task Bank_WithAnotherSeed_IsAnother()
    {
        using var folder = new DemoBankFolder();
        await folder.WriteAsync(DemoBankFolder.Small with { Seed = 43 });
        Assert.NotEqual(SmallBank, folder.Fingerprint());
    }

    [Fact]
    public async Task Clients_OfALargerBank_KeepTheirHiddenLives()
    {
        using var small = new DemoBankFolder();
        using var large = new DemoBankFolder();
        await small.WriteAsync(DemoBankFolder.Small);
        await large.WriteAsync(DemoBankFolder.Small with { Clients = 90, TransactionsPerClientYear = 200 });
        Assert.Equal(small.Lines("truth/clients.csv"), large.Lines("truth/clients.csv").Take(61));
    }

    [Theory]
    [InlineData("2024-02-29", 1)]
    [InlineData("2025-05-17", 2)]
    [InlineData("2025-01-01", 1)]
    public async Task History_EndingOnAnyDay_StaysWithinItsDays(string endsOn, int years)
    {
        using var folder = new DemoBankFolder();
        var options = new DemoBankOptions { Clients = 150, Years = years, EndsOn = DateOnly.Parse(endsOn, CultureInfo.InvariantCulture) };
        var summary = await folder.WriteAsync(options);
        var days = folder.Rows("transactions.csv").Select(f => DefaultDemoBank.Day(f[2][..10])!.Value).ToList();
        Assert.Equal(options.StartsOn, days[0]);
        Assert.Equal(options.EndsOn, days[^1]);
        Assert.All(folder.Rows("events.csv"), f => Assert.InRange(DefaultDemoBank.Day(f[3])!.Value, options.StartsOn, options.EndsOn));
        Assert.All(folder.Rows("truth/hazards.csv"), f => Assert.True(DefaultDemoBank.Day(f[1]) <= options.EndsOn));
        Assert.All(folder.Rows("accounts.csv"), f => Assert.True(DefaultDemoBank.Day(f[4]) <= options.EndsOn));
        Assert.Equal(150, summary.Clients);
    }

    [Fact]
    public async Task Bank_OfOneClient_IsWritten()
    {
        using var folder = new DemoBankFolder();
        var summary = await folder.WriteAsync(DemoBankFolder.Small with { Clients = 1 });
        Assert.Single(folder.Rows("kyc.csv"));
        Assert.True(summary.Transactions > 0);
    }

    [Fact]
    public async Task Folder_WithAFormerBank_IsRefusedUnlessOverwritingIsAllowed()
    {
        using var folder = new DemoBankFolder();
        await folder.WriteAsync(DemoBankFolder.Small with { DirtyFraction = 0.01 });
        string former = folder.Fingerprint();
        var refusal = await Assert.ThrowsAsync<IOException>(() => folder.WriteAsync(DemoBankFolder.Small));
        Assert.Contains("kyc.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(former, folder.Fingerprint());

        await folder.WriteAsync(DemoBankFolder.Small with { Overwrite = true });
        Assert.Equal(SmallBank, folder.Fingerprint());
    }

    [Fact]
    public async Task Writing_Cancelled_LeavesNothing()
    {
        using var folder = new DemoBankFolder();
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(_ => cancellation.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoBank.WriteAsync(folder.Path, DemoBankFolder.Small, progress, cancellation.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Progress_WhileWriting_RisesToOne()
    {
        using var folder = new DemoBankFolder();
        var fractions = new List<double>();
        await DemoBank.WriteAsync(folder.Path, DemoBankFolder.Small, new Reports(p => fractions.Add(p.Fraction)));
        Assert.Equal(13, fractions.Count);
        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1]);
    }

    /// <summary>Reports at once, on the thread that writes.</summary>
    private sealed class Reports(Action<DemoBankProgress> action) : IProgress<DemoBankProgress>
    {
        public void Report(DemoBankProgress value) => action(value);
    }
}
