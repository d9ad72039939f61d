using RiskInsights.Core.Insights.Anomalies;

namespace RiskInsights.Tests.Insights.Anomalies;

/// <summary>Known answers by hand. Features are 32-bit numbers: 5 decimals are compared.</summary>
public sealed class AnomalyFeaturesTests
{
    private const int Digits = 5;
    private readonly Client _bank = new();

    [Fact]
    public void AmountAgainstUsual_TenTimesTheHabit_IsTheLogarithmOfTen()
    {
        _bank.BooksDaily(40, -20);
        var (inputs, times) = _bank.Books("2024-03-01T12:00:00", -200);
        Assert.Equal(10, times, Digits);
        Assert.Equal(Math.Log(10), inputs["amount_against_usual"], Digits);
        Assert.Equal(Math.Log(10), inputs["amount_against_bank"], Digits);
    }

    [Fact]
    public void AmountAgainstUsual_OfASmallAmount_IsNoReason()
    {
        _bank.BooksDaily(40, -20);
        var (inputs, times) = _bank.Books("2024-03-01T12:00:00", -2);
        Assert.Equal(0.1, times, Digits);
        Assert.Equal(0, inputs["amount_against_usual"]);
    }

    // The client's geometric mean, weighed by its 20 settled payments, against five of the bank's: its mean is that of 10 and 1000.
    [Fact]
    public void UsualAmount_OfALittleKnownClient_LeansOnTheBank()
    {
        for (var day = 1; day <= 20; day++)
        {
            _bank.Books($"2024-01-{day:00}T10:00:00", -10, client: 1);
            _bank.Books($"2024-01-{day:00}T11:00:00", -1000, client: 2);
        }

        var (_, times) = _bank.Books("2024-02-10T10:00:00", -10, client: 1);
        Assert.Equal(10 / Math.Exp(((20 * Math.Log(10)) + (5 * Math.Log(100))) / 25), times, Digits);
    }

    [Fact]
    public void UsualAmount_OfCredits_SaysNothingOfDebits()
    {
        _bank.BooksDaily(30, 5000);
        var (_, times) = _bank.Books("2024-03-01T12:00:00", -20);
        Assert.Equal(1, times, Digits);
    }

    // 20 of the bank's transactions stand in for the client's habit, and what is younger than three days is no habit yet:
    // the second payment abroad is nearly as strange as the first, the third is not.
    [Fact]
    public void NewCountry_InABurst_StaysStrangeForThreeDays()
    {
        _bank.BooksDaily(60, -20);
        var first = _bank.Books("2024-03-10T12:00:00", -20, country: "BR").Inputs["new_country"];
        var second = _bank.Books("2024-03-10T12:10:00", -20, country: "BR").Inputs["new_country"];
        var later = _bank.Books("2024-03-20T12:00:00", -20, country: "BR").Inputs["new_country"];
        Assert.Equal(-Math.Log(20 * (0.5 / 61) / 80), first, Digits);
        Assert.Equal(-Math.Log(20 * (1.5 / 62) / 80), second, Digits);
        Assert.Equal(-Math.Log((2 + (20 * (2.5 / 63))) / 82), later, Digits);
    }

    [Fact]
    public void UnusualHour_OfTheBanksOwnBooking_IsNoHour()
    {
        _bank.BooksDaily(60, -20);
        for (var month = 1; month <= 2; month++)
            _bank.Books($"2024-0{month + 3}-28T23:50:00", -1, type: "interest", channel: "system", category: "interest");
        var night = _bank.Books("2024-06-28T02:00:00", -1, type: "interest", channel: "system", category: "interest").Inputs;
        Assert.Equal(night["unusual_channel"], night["unusual_hour"], Digits);
    }

    [Fact]
    public void TransactionsIn24Hours_AtItsEdge_CountsTheWholeDayBefore()
    {
        _bank.Books("2024-01-01T10:00:00", -30);
        var edge = _bank.Books("2024-01-02T10:00:00", -30).Inputs;
        Assert.Equal(Math.Log(2), edge["transactions_in_24h"], Digits);
        Assert.Equal(Math.Log(2), edge["amount_in_24h"], Digits);
        var after = _bank.Books("2024-01-03T10:01:00", -30).Inputs;
        Assert.Equal(0, after["transactions_in_24h"]);
        Assert.Equal(0, after["amount_in_24h"]);
    }

    [Theory]
    [InlineData(-80, 20, 0.2)]
    [InlineData(-80, -30, 0)]
    [InlineData(-80, null, 1)]
    [InlineData(80, 100, 1)]
    [InlineData(-80, -100, 1)] // overdrawn before: there was nothing to empty
    public void BalanceLeft_OfADebit_IsTheShareThatStays(int amount, int? after, double expected) =>
        Assert.Equal(expected, _bank.Books("2024-01-01T10:00:00", amount, balanceAfter: after).Inputs["balance_left"], Digits);

    [Fact]
    public void DaysSinceLast_TenDaysLater_IsTheLogarithmOfEleven()
    {
        Assert.Equal(0, _bank.Books("2024-01-01T10:00:00", -30).Inputs["days_since_last"]);
        Assert.Equal(Math.Log(11), _bank.Books("2024-01-11T10:00:00", -30).Inputs["days_since_last"], Digits);
    }

    [Theory]
    [InlineData(-200, true)]
    [InlineData(-100, false)]
    [InlineData(-250, false)]
    public void RoundAmount_FromTwoHundredUp_IsAsStrangeAsItIsRare(int amount, bool isRound)
    {
        _bank.BooksDaily(30, -21);
        var strange = _bank.Books("2024-03-01T12:00:00", amount).Inputs["round_amount"];
        Assert.Equal(isRound ? -Math.Log(0.5 / 31) : 0, strange, Digits);
    }

    [Fact]
    public void RepeatedAmount_WithinTwentyDays_IsAsStrangeAsItIsRare()
    {
        for (var month = 1; month <= 6; month++)
            Assert.Equal(0, _bank.Books($"2024-0{month}-01T12:00:00", -50).Inputs["repeated_amount"]);
        Assert.Equal(-Math.Log(0.5 / 7), _bank.Books("2024-06-11T12:00:00", -50).Inputs["repeated_amount"], Digits);
    }

    [Fact]
    public void Features_OfAPrefix_DoNotChangeWhenLaterTransactionsAreAdded()
    {
        var random = new Random(11);
        var transactions = Enumerable.Range(0, 400).Select(i => (
            At: new DateTime(2024, 1, 1).AddHours(i * 5).ToString("s"), Amount: (decimal)random.Next(-900, 900), Client: random.Next(1, 6),
            Country: random.Next(8) == 0 ? "BR" : "FR")).ToList();
        var (alone, together) = (new Client(), new Client());
        var prefix = transactions.Take(200).Select(t => alone.Books(t.At, t.Amount, t.Client, country: t.Country)).ToList();
        var whole = transactions.Select(t => together.Books(t.At, t.Amount, t.Client, country: t.Country)).ToList();
        for (var i = 0; i < prefix.Count; i++)
        {
            Assert.Equal(prefix[i].TimesUsual, whole[i].TimesUsual);
            Assert.Equal(prefix[i].Inputs, whole[i].Inputs);
        }
    }

    [Theory]
    [InlineData("amount_against_usual", 2.302585, 10)]
    [InlineData("transactions_in_24h", 1.791759, 5)]
    [InlineData("new_country", 4.60517, 0.01)]
    [InlineData("balance_left", 0.25, 0.25)]
    public void Shown_OfAnInput_IsWhatAPersonReads(string feature, float input, double expected) =>
        Assert.Equal(expected, AnomalyFeature.All.Single(f => f.Name == feature).Shown(input), 3);
}
