using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class LoadedDimensionsTests
{
    private static readonly string[] Sources = ["kyc", "accounts"];

    [EngineFact]
    public async Task Renew_OtherBatches_KeepsWhatWasReadUntilOneBringsAccounts()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        var dimensions = new LoadedDimensions();
        var first = await AccountsAsync();
        await bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        Assert.Same(first, await AccountsAsync());
        Assert.False(first.TryFind("C9"u8, out _));

        await bank.ImportAsync("more.csv", SmallBank.AccountsHeader + "\nC9,1002,savings,EUR,2021-03-04,,\n");
        Assert.True((await AccountsAsync()).TryFind("C9"u8, out var account));
        Assert.Equal((2, 20210304), (account.ClientKey, account.OpenedOn));

        Task<AccountIndex> AccountsAsync() => bank.Database.WriteAsync(writer =>
        {
            dimensions.Renew(writer, Sources);
            return dimensions.Accounts(writer);
        });
    }
}
