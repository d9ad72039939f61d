namespace RiskInsights.Tests.Synthetic;

public sealed class DemoBankContentTests(DefaultDemoBank bank) : IClassFixture<DefaultDemoBank>
{
    [Fact]
    public void DefaultBank_Written_HasTheSizeAndRatesThatItsDocumentationStates()
    {
        Assert.Equal(2_000, bank.Fates.Count);
        Assert.InRange(bank.Transactions.Count, 200_000, 600_000);
        Assert.Equal(bank.Summary.Transactions, bank.Transactions.Count);
        Assert.Equal(bank.Summary.Events, bank.Events.Count);
        Assert.Equal(bank.Summary.Accounts, bank.Accounts.Count);
        Assert.InRange(bank.Summary.Defaults / bank.Summary.ClientYears, 0.06, 0.085);
        Assert.InRange(bank.Summary.Departures / bank.Summary.ClientYears, 0.045, 0.075);
        Assert.InRange(bank.Summary.Transactions / bank.Summary.ClientYears, 0.9 * 96, 1.1 * 96);
    }

    [Fact]
    public void Balances_OfEachAccount_AreTheRunningSumToTheCent()
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var t in bank.Transactions)
        {
            long sum = sums[t.Account] = sums.GetValueOrDefault(t.Account) + t.Cents;
            Assert.True(sum == t.BalanceAfter, $"transaction {t.Id}: the balance is {t.BalanceAfter}, the sum {sum}");
        }
    }

    [Fact]
    public void Balances_OfEachAccount_StayWithinTheCreditLimit()
    {
        foreach (var t in bank.Transactions)
        {
            var account = bank.Accounts[t.Account];
            Assert.True(t.BalanceAfter >= -account.Limit, $"transaction {t.Id} exceeds the limit");
            Assert.True(t.BalanceAfter <= 0 || account.Type is not ("loan" or "card"), $"transaction {t.Id} repays more than is owed");
        }

        Assert.Contains(bank.Transactions, t => t.BalanceAfter < 0 && bank.Accounts[t.Account].Type is "current");
    }

    [Fact]
    public void Transactions_InTheFile_AreNumberedInOrderOfTimeWithinTheHistory()
    {
        long id = 0;
        var last = DateTime.MinValue;
        foreach (var t in bank.Transactions)
        {
            Assert.Equal(++id, t.Id);
            Assert.True(t.BookedAt >= last, $"transaction {id} is earlier than the one before");
            last = t.BookedAt;
        }

        Assert.Equal(bank.Summary.StartsOn, DateOnly.FromDateTime(bank.Transactions[0].BookedAt));
        Assert.Equal(DemoBankFolder.EndsOn, DateOnly.FromDateTime(last));
    }

    [Fact]
    public void Transactions_OfAnAccount_LieBetweenItsOpeningAndItsClosing()
    {
        foreach (var t in bank.Transactions)
        {
            var account = bank.Accounts[t.Account];
            var day = DateOnly.FromDateTime(t.BookedAt);
            Assert.True(day >= account.Opened && (account.Closed is null || day <= account.Closed), $"transaction {t.Id} on {day} of an account open from {account.Opened} to {account.Closed}");
        }
    }

    [Fact]
    public void Codes_InTheFiles_AreTheCanonicalOnes()
    {
        Assert.Equal(
            ["card_payment", "cash", "direct_debit", "fee", "interest", "loan_payment", "other", "salary", "transfer"],
            bank.Transactions.Select(t => t.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["atm", "branch", "mobile", "online", "pos", "system", "unknown"],
            bank.Transactions.Select(t => t.Channel).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["business", "card", "current", "loan", "savings"],
            bank.Accounts.Values.Select(a => a.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["account_closed", "card_blocked", "complaint", "default_90dpd", "kyc_review", "loan_granted", "missed_payment"],
            bank.Events.Select(e => e.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(bank.Transactions.Select(t => t.Category).Distinct(StringComparer.Ordinal), c => Assert.Matches("^[a-z_]+$", c));
        Assert.All(bank.Transactions.Select(t => t.Country).Distinct(StringComparer.Ordinal), c => Assert.Matches("^[A-Z]{2}$", c));
        Assert.All(bank.Accounts.Keys, id => Assert.Matches(@"^AC-\d{5}-\d+$", id));
        Assert.All(bank.Fates.Keys, id => Assert.Matches(@"^CL-\d{6}$", id));
    }

    [Fact]
    public void Clients_InKyc_HaveKnownSegmentsCountriesAndAgreeWithTheTruth()
    {
        int clients = 0;
        foreach (string line in bank.Folder.Lines("kyc.csv").Skip(1))
        {
            // Only the name may hold a comma; the columns behind it are counted from the end.
            string[] f = line.Split(',');
            Assert.Equal(bank.Fates[f[0]].Left, DefaultDemoBank.Day(f[^1]));
            Assert.True(DefaultDemoBank.Day(f[^2]) <= DemoBankFolder.EndsOn);
            Assert.Contains(f[^3], new[] { "low", "medium", "high" });
            Assert.Contains(f[^4], new[] { "verified", "pending", "expired", "refused" });
            Assert.Contains(f[^6], new[] { "FR", "BE", "DE", "ES", "LU" });
            Assert.Contains(f[^7], new[] { "retail", "affluent", "small_business", "student", "corporate" });
            Assert.Contains("@example.", f[^9], StringComparison.Ordinal);
            clients++;
        }

        Assert.Equal(2_000, clients);
        Assert.All(bank.Accounts.Values, a => Assert.True(bank.Fates.ContainsKey(a.Client)));
    }

    [Fact]
    public void Defaults_AsEvents_AreOnePerClientAndAgreeWithTheTruth()
    {
        var defaults = bank.Events.Where(e => e.Type is "default_90dpd").ToDictionary(e => e.Client, StringComparer.Ordinal);
        Assert.Equal(bank.Summary.Defaults, defaults.Count);
        Assert.All(bank.Fates, fate => Assert.Equal(fate.Value.Default, defaults.TryGetValue(fate.Key, out var e) ? e.On : null));
        Assert.All(defaults.Values, e => Assert.True(e.Cents > 0));
    }

    [Fact]
    public void DefaultedClients_AfterwardsAreRestricted()
    {
        var defaulted = bank.Fates.Where(f => f.Value.Default is not null).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(bank.Transactions, t => t.Type is "card_payment" or "direct_debit"
            && bank.Fates[bank.Accounts[t.Account].Client].Default < DateOnly.FromDateTime(t.BookedAt));
        Assert.Contains(bank.Transactions, t => t.Category is "debt_collection" && defaulted.Contains(bank.Accounts[t.Account].Client));
    }

    [Fact]
    public void DepartedClients_LeaveNoOpenAccountAndNoBalance()
    {
        var balances = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var t in bank.Transactions)
            balances[t.Account] = t.BalanceAfter;
        var accounts = bank.Accounts.Where(a => bank.Fates[a.Value.Client].Left is not null).ToList();
        Assert.NotEmpty(accounts);
        Assert.All(accounts, a =>
        {
            Assert.True(a.Value.Closed <= bank.Fates[a.Value.Client].Left);
            Assert.Equal(0, balances.GetValueOrDefault(a.Key));
        });
        Assert.Equal(bank.Accounts.Count(a => a.Value.Closed is not null), bank.Events.Count(e => e.Type is "account_closed"));
    }

    [Fact]
    public void DepartingClients_BeforeTheyLeave_AreLessActive()
    {
        // The same clients' purchases in their last two months and in two months most of a year earlier.
        int late = 0, early = 0;
        foreach (var t in bank.Transactions)
        {
            var account = bank.Accounts[t.Account];
            if (t.Type is not "card_payment" || bank.Fates[account.Client].Left is not { } left || left.AddDays(-300) < account.Opened || left.AddDays(-300) < bank.Summary.StartsOn)
                continue;
            int days = left.DayNumber - DateOnly.FromDateTime(t.BookedAt).DayNumber;
            if (days is > 0 and <= 60)
                late++;
            else if (days is > 240 and <= 300)
                early++;
        }

        Assert.True(late < 0.8 * early, $"{late} purchases late, {early} early");
    }

    [Fact]
    public void MissedInstalments_AreNotAmongTheTransactions()
    {
        var paid = bank.Transactions.Where(t => t.Type is "loan_payment" && t.Cents > 0 && t.Category is not "refinancing").Select(t => (t.Account, DateOnly.FromDateTime(t.BookedAt))).ToHashSet();
        var missed = bank.Events.Where(e => e.Type is "missed_payment" && bank.Accounts[e.Account].Type is "loan").ToList();
        Assert.NotEmpty(missed);
        Assert.All(missed, e => Assert.True(e.Cents > 0 && !paid.Contains((e.Account, e.On))));
    }

    [Fact]
    public void Anomalies_AreAFewOfEachKindAndOfTransactionsThatExist()
    {
        var planted = bank.Folder.Rows("truth/anomalies.csv").ToDictionary(f => long.Parse(f[0], System.Globalization.CultureInfo.InvariantCulture), f => f[1]);
        Assert.InRange(planted.Count / (double)bank.Transactions.Count, 0.002, 0.004);
        Assert.All(planted.Keys, id => Assert.InRange(id, 1, bank.Transactions.Count));
        var kinds = planted.Values.GroupBy(k => k, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Assert.Equal(["account_takeover", "cash_structuring", "round_amounts", "salary_emptying", "unusual_amount"], kinds.Keys.Order(StringComparer.Ordinal));
        Assert.All(kinds.Values, count => Assert.True(count >= 20));
    }

    [Fact]
    public void Anomalies_HaveNoValueOfAnyCodeToThemselves()
    {
        var planted = bank.Folder.Rows("truth/anomalies.csv").Select(f => long.Parse(f[0], System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        var ordinary = bank.Transactions.Where(t => !planted.Contains(t.Id)).ToList();
        var (countries, categories, channels) = (ordinary.Select(t => t.Country).ToHashSet(), ordinary.Select(t => t.Category).ToHashSet(), ordinary.Select(t => (t.Type, t.Channel)).ToHashSet());
        foreach (var t in bank.Transactions.Where(t => planted.Contains(t.Id)))
            Assert.True(countries.Contains(t.Country) && categories.Contains(t.Category) && channels.Contains((t.Type, t.Channel)), $"transaction {t.Id} is marked by its codes");
    }

    [Fact]
    public void Spending_OverTheYear_HasSeasonsAndWeekdays()
    {
        var purchases = bank.Transactions.Where(t => t.Type is "card_payment").ToList();
        int Month(int month) => purchases.Count(t => t.BookedAt.Month == month);
        int Weekday(DayOfWeek day) => purchases.Count(t => t.BookedAt.DayOfWeek == day);
        Assert.True(Month(12) > 1.2 * Month(2));
        Assert.True(Weekday(DayOfWeek.Saturday) > 1.5 * Weekday(DayOfWeek.Sunday));
    }
}
