using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>
/// Plants abnormal behaviour into otherwise ordinary months. Each kind has innocent doubles among the ordinary payments
/// (trips to far countries, nightly web purchases, large purchases, round transfers, shops' cash deposits). What was
/// planted is told in truth/anomalies.csv only.
/// </summary>
internal sealed class AnomalyPlanter(DemoBankOptions options)
{
    /// <summary>Abnormal transactions aimed at, beside all; some are refused for lack of money.</summary>
    private const double Wanted = 0.0034;

    /// <summary>Average number of transactions of an incident, of all kinds.</summary>
    private const double RowsPerIncident = 3.3;

    private readonly double _incidents = Wanted * options.TransactionsPerClientYear / 12 / RowsPerIncident;

    private RandomStream _random;

    public void Plan(Client client, BankMonth month, PaymentPlan plan, AccountBook book)
    {
        int monthNumber = (month.First.Year - options.StartsOn.Year) * 12 + month.First.Month;
        _random = RandomStream.For(options.Seed, RandomPurpose.Anomalies, (monthNumber << 20) ^ client.Index);
        if (!_random.Chance(_incidents))
            return;
        double kind = _random.NextDouble();
        if (kind < 0.17)
            TakeOver(client, month, plan, book);
        else if (kind < 0.26)
            Structure(client, month, plan);
        else if (kind < 0.60)
            Exceed(client, month, plan);
        else if (kind < 0.84)
            EmptySalary(client, month, plan);
        else
            RepeatRoundAmounts(client, month, plan);
    }

    /// <summary>A burst of card payments within a night, in a far country.</summary>
    private void TakeOver(Client client, BankMonth month, PaymentPlan plan, AccountBook book)
    {
        byte country = Countries.Rare(ref _random);
        int second = month.Midnight(_random.Whole(2, month.Days)) + Clock.Night(ref _random), count = _random.Whole(5, 9);
        double level = 190_00 * Math.Sqrt(client.Traits.Income / 2_000_00.0);
        for (int i = 0; i < count; i++)
        {
            byte category = _random.Below(3) switch { 0 => MerchantCategories.Electronics, 1 => MerchantCategories.Luxury, _ => MerchantCategories.Shopping };
            long cents = (long)_random.LogNormal(level, 0.5);
            plan.Add(second, -cents, TransactionType.CardPayment, _random.Chance(0.7) ? Channel.Online : Channel.Mobile, country, category).Anomaly = AnomalyKind.AccountTakeover;
            second += 40 + _random.Below(900);
        }

        // One victim in two notices; lost cards are blocked all the time, so that this tells little.
        if (_random.Chance(0.5))
            book.Note(EventType.CardBlocked, second + 6 * 3_600, Client.Main);
    }

    /// <summary>Cash paid in just below the 10,000 € above which it must be declared, then sent abroad.</summary>
    private void Structure(Client client, BankMonth month, PaymentPlan plan)
    {
        int count = _random.Whole(4, 7), day = _random.Whole(1, 12);
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            long cents = _random.Whole(174, 199) * 50_00;
            sum += cents;
            plan.Add(month.Midnight(day) + Clock.Office(ref _random), cents, TransactionType.Cash, _random.Chance(0.7) ? Channel.Branch : Channel.Atm, client.Traits.Country, MerchantCategories.Cash).Anomaly = AnomalyKind.CashStructuring;
            day += _random.Whole(1, 2);
        }

        plan.Add(month.Midnight(day + 2) + Clock.Office(ref _random), -(sum / 100_00 * 95_00), TransactionType.Transfer, Channel.Online, Countries.Rare(ref _random), MerchantCategories.PrivateTransfer).Anomaly = AnomalyKind.CashStructuring;
    }

    /// <summary>One payment far above what the client ever pays.</summary>
    private void Exceed(Client client, BankMonth month, PaymentPlan plan)
    {
        double cents = client.Traits.Income * _random.Between(0.7, 2.2);
        bool card = _random.Chance(0.5);
        int second = month.Midnight(month.ShoppingDay(ref _random)) + Clock.Web(ref _random);
        byte category = card ? _random.Chance(0.5) ? MerchantCategories.Luxury : MerchantCategories.Electronics : MerchantCategories.PrivateTransfer;
        ref var payment = ref plan.Add(second, -(long)cents, card ? TransactionType.CardPayment : TransactionType.Transfer, card ? Channel.Online : Channel.Mobile, _random.Chance(0.5) ? client.Traits.Country : Countries.WebShop(ref _random), category);
        (payment.Rule, payment.Anomaly) = (PaymentRule.UpTo, AnomalyKind.UnusualAmount);
    }

    /// <summary>The salary leaves for abroad in the night after it came.</summary>
    private void EmptySalary(Client client, BankMonth month, PaymentPlan plan)
    {
        int salary = -1;
        foreach (ref readonly var payment in plan.Payments)
        {
            if (payment.Type == TransactionType.Salary)
                salary = payment.Second;
        }

        if (salary < 0)
            return;
        int second = (salary / BankMonth.Day + 1) * BankMonth.Day + Clock.Night(ref _random);
        ref var emptying = ref plan.Add(second, 5_00 + _random.Below(30_00), TransactionType.Transfer, Channel.Mobile, Countries.Rare(ref _random), MerchantCategories.PrivateTransfer);
        (emptying.Rule, emptying.Anomaly) = (PaymentRule.Emptying, AnomalyKind.SalaryEmptying);
    }

    /// <summary>The same round amount to the same country again and again.</summary>
    private void RepeatRoundAmounts(Client client, BankMonth month, PaymentPlan plan)
    {
        long unit = client.IsBusiness ? 1_000_00 : 100_00, cents = unit * _random.Whole(1, 4);
        byte country = Countries.Rare(ref _random);
        int day = _random.Whole(1, 8), count = _random.Whole(5, 8);
        for (int i = 0; i < count; i++)
        {
            plan.Add(month.Midnight(day) + Clock.Web(ref _random), -cents, TransactionType.Transfer, Channel.Online, country, MerchantCategories.PrivateTransfer).Anomaly = AnomalyKind.RoundAmounts;
            day += _random.Whole(1, 3);
        }
    }
}
