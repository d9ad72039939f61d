using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Clients;

public sealed class ClientRepositoryTests : IAsyncLifetime
{
    private ClientBank _bank = null!;

    public async Task InitializeAsync() => _bank = await ClientBank.CreateAsync();

    public Task DisposeAsync()
    {
        _bank.Dispose();
        return Task.CompletedTask;
    }

    [EngineFact]
    public async Task Profile_OfAClient_HasWhatTheBankDelivered()
    {
        var profile = await _bank.ProfileAsync();
        Assert.Equal(("retail", "FR", "Bretagne", "verified", "low"), (profile.Client.Segment, profile.Client.Country, profile.Client.Region, profile.Client.KycStatus, profile.Client.KycRiskRating));
        Assert.Equal((new DateOnly(2020, 1, 2), null), (profile.Client.JoinedOn, profile.Client.LeftOn));

        Assert.Equal(["A1", "A2", "A3"], profile.Accounts.Select(a => a.Row.AccountId));
        var (current, savings, card) = (profile.Accounts[0], profile.Accounts[1], profile.Accounts[2]);

        // The last booking came without a balance: the last one that is known stands.
        Assert.Equal((-25_000L, 20240229), (current.BalanceCents, current.LastDateKey));
        Assert.Equal(0.5, current.UsedShare);
        Assert.Equal((true, 0L, null), (savings.IsClosed, savings.BalanceCents, savings.UsedShare));
        Assert.Equal((false, null, null, null), (card.IsClosed, card.BalanceCents, card.LastDateKey, card.UsedShare));
        Assert.Equal(-25_000, profile.BalanceCents);
    }

    [EngineFact]
    public async Task Profile_OfAClientWithoutAccounts_HasNoBalanceAndNotZero()
    {
        var profile = await _bank.ProfileAsync("affluent");
        Assert.Empty(profile.Accounts);
        Assert.Equal((null, false), (profile.BalanceCents, profile.HasTransactions));
        Assert.Equal((null, new DateOnly(2024, 3, 31)), (profile.Client.JoinedOn, profile.Client.LeftOn));
    }

    [EngineTheory]
    [InlineData("CL-0000000000000000")]
    [InlineData("")]
    [InlineData("' OR 1 = 1 --")]
    public async Task Profile_OfAnUnknownPseudonym_IsNull(string clientId) => Assert.Null(await _bank.Clients.ProfileAsync(clientId));

    [EngineFact]
    public async Task DaysWithTransactions_OfAPeriod_AreThoseOfAnyAccountInside()
    {
        var profile = await _bank.ProfileAsync();
        Assert.Equal([20240105, 20240120, 20240203, 20240210, 20240229], profile.DaysWithTransactions(new(2023, 1, 1), new(2024, 12, 31)));
        Assert.Equal([20240120, 20240203], profile.DaysWithTransactions(new(2024, 1, 20), new(2024, 2, 9)));
        Assert.Empty(profile.DaysWithTransactions(new(2024, 1, 6), new(2024, 1, 19)));
    }

    [EngineFact]
    public async Task OpenAnomalies_OfTheClient_AreAboveTheLineAndNotJudged()
    {
        foreach (var (transaction, score) in new[] { (3L, 0.55), (4L, 0.7), (5L, 0.8), (7L, 0.9) })
            await _bank.AddAnomalyAsync(1, transaction, score);
        await _bank.AddAnomalyAsync(2, 1, 0.95);
        await _bank.AddVerdictAsync(5, "fraud");
        var key = (await _bank.ProfileAsync()).ClientKey;
        Assert.Equal(2, await _bank.Clients.OpenAnomaliesAsync(key, 1, 0.55));
        Assert.Equal(1, await _bank.Clients.OpenAnomaliesAsync(key, 1, 0.6));
        Assert.Equal(0, await _bank.Clients.OpenAnomaliesAsync(key, 1, 0.75));
    }
}
