using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>Purchases, cash, and transfers between people: as many as the client's habits say, as large as the budget allows.</summary>
internal static class Shopping
{
    private const double CardOrCashShare = 0.85, SentShare = 0.08, ReceivedShare = 0.05;

    /// <summary>Purchases beside the usual number, by stress state: fewer trips to the shops, each for more.</summary>
    private static readonly double[] StressPurchases = [1, 0.75, 0.7, 0.5];

    /// <summary>How many times more often cash is taken, by stress state: what is in the purse, nobody collects.</summary>
    private static readonly double[] StressCash = [1, 2.0, 2.0, 4.0];

    /// <param name="budget">Cents to be spent in the month, about.</param>
    public static void Plan(Client client, BankMonth month, PaymentPlan plan, double budget)
    {
        ref var random = ref client.Habits;
        double mean = client.Purchases * month.Season * Habit.Fading(client) * StressPurchases[(int)client.Life.Stress];
        // Shopping is a habit: the number of purchases swings by a fifth from month to month, far less than chance would make it.
        int count = (int)(random.LogNormal(mean, 0.2) + random.NextDouble());
        if (count == 0)
            return;
        double cash = Math.Min(0.6, client.Standing.CashShare * StressCash[(int)client.Life.Stress]), card = CardOrCashShare - cash;
        double basket = MerchantCategories.MeanBaskets[(int)client.Traits.Segment] * 100;
        double scale = budget / (Math.Max(mean, 1) * basket * (card + 1.4 * cash + 1.2 * SentShare - ReceivedShare));
        var trip = Trip.Draw(client, month);
        for (int i = 0; i < count; i++)
        {
            double kind = random.NextDouble();
            int day = month.ShoppingDay(ref random);
            if (kind < card)
                Buy(client, month, plan, day, scale, trip);
            else if (kind < CardOrCashShare)
                Withdraw(client, month, plan, day, basket * scale * 1.4, trip);
            else if (kind < CardOrCashShare + SentShare)
                Send(client, month, plan, day, basket * scale * 1.2, +1);
            else if (kind < CardOrCashShare + SentShare + ReceivedShare)
                Send(client, month, plan, day, basket * scale, -1);
            else
                Refund(client, month, plan, day, scale);
        }
    }

    private static void Buy(Client client, BankMonth month, PaymentPlan plan, int day, double scale, in Trip trip)
    {
        ref var random = ref client.Habits;
        byte category = MerchantCategories.Draw(client.Traits.Segment, ref random);
        // Strain has its own purchases; so have some who are not strained at all.
        if (client.Life.Stress == StressState.Strained && random.Chance(0.04))
            category = MerchantCategories.Gambling;
        var shop = MerchantCategories.Shops[category];
        long cents = Math.Max(1_00, (long)(random.LogNormal(shop.Basket, shop.Sigma) * 100 * scale));
        bool web = random.Chance(shop.Online * (0.4 + 1.2 * client.Digital));
        bool away = trip.Covers(day) && random.Chance(0.8);
        byte country = web && random.Chance(0.14) ? Countries.WebShop(ref random) : away && !web ? trip.Country : client.Traits.Country;
        int second = month.Midnight(day) + (web ? Clock.Web(ref random) : Clock.Shop(ref random));
        var channel = !web ? Channel.Pos : random.Chance(client.Digital) ? Channel.Mobile : Channel.Online;
        ref var payment = ref plan.Add(second, -cents, TransactionType.CardPayment, channel, country, category);
        if (client.Card >= 0 && random.Chance(0.4))
            payment.Slot = (byte)client.Card;
    }

    private static void Withdraw(Client client, BankMonth month, PaymentPlan plan, int day, double median, in Trip trip)
    {
        ref var random = ref client.Habits;
        if (client.Life.Stress == StressState.Strained)
            median *= 1.5;
        long cents = Math.Max(1, (long)(random.LogNormal(median * 0.85, 0.5) / 10_00 + 0.5)) * 10_00;
        bool night = random.Chance(0.04);
        int second = month.Midnight(day) + (night ? Clock.Night(ref random) : Clock.Shop(ref random));
        var channel = night || random.Chance(0.75 + 0.2 * client.Digital) ? Channel.Atm : Channel.Branch;
        byte country = trip.Covers(day) ? trip.Country : client.Traits.Country;
        plan.Add(second, -Math.Min(cents, 5_000_00), TransactionType.Cash, channel, country, MerchantCategories.Cash);
    }

    /// <param name="direction">+1 for money sent, −1 for money received.</param>
    private static void Send(Client client, BankMonth month, PaymentPlan plan, int day, double median, int direction)
    {
        ref var random = ref client.Habits;
        double cents = random.LogNormal(median * 0.7, 0.85);
        // People like round amounts.
        double step = random.Below(5) switch { 0 => 1, 1 => 5_00, 2 => 10_00, 3 => 20_00, _ => cents > 150_00 ? 50_00 : 10_00 };
        long rounded = Math.Max((long)step, (long)(cents / step + 0.5) * (long)step);
        int second = month.Midnight(day) + Clock.Web(ref random);
        ref var payment = ref Habit.Transfer(client, plan, second, -direction * rounded, MerchantCategories.PrivateTransfer);
        if (random.Chance(0.06))
            payment.Country = Countries.Holiday(ref random, client.Traits.Country);
    }

    private static void Refund(Client client, BankMonth month, PaymentPlan plan, int day, double scale)
    {
        ref var random = ref client.Habits;
        var shop = MerchantCategories.Shops[MerchantCategories.Shopping];
        long cents = Math.Max(1_00, (long)(random.LogNormal(shop.Basket, shop.Sigma) * 100 * scale));
        plan.Add(month.Midnight(day) + Clock.Office(ref random), cents, TransactionType.CardPayment, Channel.Online, client.Traits.Country, MerchantCategories.Shopping);
    }
}
