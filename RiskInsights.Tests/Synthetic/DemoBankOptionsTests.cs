using RiskInsights.Core.Synthetic;

namespace RiskInsights.Tests.Synthetic;

public sealed class DemoBankOptionsTests
{
    public static TheoryData<DemoBankOptions, string> Invalid => new()
    {
        { DemoBankFolder.Small with { Clients = 0 }, "Clients" },
        { DemoBankFolder.Small with { Clients = 1_000_001 }, "Clients" },
        { DemoBankFolder.Small with { DirtyFraction = -0.001 }, "DirtyFraction" },
        { DemoBankFolder.Small with { DirtyFraction = double.NaN }, "DirtyFraction" },
        { DemoBankFolder.Small with { DirtyFraction = 0.51 }, "DirtyFraction" },
        { DemoBankFolder.Small with { Years = 0 }, "Years" },
        { DemoBankFolder.Small with { Years = 21 }, "Years" },
        { DemoBankFolder.Small with { EndsOn = new DateOnly(1969, 12, 31) }, "EndsOn" },
        { DemoBankFolder.Small with { EndsOn = new DateOnly(2091, 1, 1) }, "EndsOn" },
        { DemoBankFolder.Small with { TransactionsPerClientYear = 71 }, "TransactionsPerClientYear" },
        { DemoBankFolder.Small with { TransactionsPerClientYear = 601 }, "TransactionsPerClientYear" },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public async Task Option_OutsideItsRange_IsRefusedByName(DemoBankOptions options, string name)
    {
        using var folder = new DemoBankFolder();
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => folder.WriteAsync(options));
        Assert.Equal(name, refusal.ParamName);
        Assert.StartsWith($"{name} must be ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void History_OfThreeYears_StartsTheDayAfterTheThirdAnniversary() =>
        Assert.Equal(new DateOnly(2022, 10, 1), new DemoBankOptions { EndsOn = new DateOnly(2025, 9, 30) }.StartsOn);
}
