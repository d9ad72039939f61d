using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>Draws a client as the bank first meets it: traits, date of joining, obligations and habits; accounts come with <see cref="Openings"/>.</summary>
internal sealed class ClientBirth(DemoBankOptions options)
{
    /// <summary>Share of the clients who were there before the history starts.</summary>
    private const double LongStanding = 0.76;

    /// <summary>Mean over all clients of what follows, so that the wanted number is met on average.</summary>
    private const double MeanActivity = 1.16;

    private readonly int _starts = options.StartsOn.DayNumber, _ends = options.EndsOn.DayNumber;

    public Client Draw(int index)
    {
        var random = RandomStream.For(options.Seed, RandomPurpose.Traits, index);
        var traits = ClientTraits.Draw(ref random);
        var profile = traits.Segment.Profile();
        bool longStanding = random.Chance(LongStanding);
        double tenure = random.NextDouble();
        int joinedOn = longStanding
            ? _starts - 30 - (int)(tenure * tenure * 365 * (traits.Segment == Segment.Student ? 5 : 18))
            : _starts + 1 + random.Below(_ends - _starts);
        var standing = DrawStanding(ref random, traits, profile);

        // Standing payments come first; what is left of the wanted number is purchases.
        double regular = 2.0 + (standing.Rent > 0 ? 1 : 0) + 0.5 + (standing.Telecom > 0 ? 1 : 0) + (standing.Insurance == 0 ? 0 : standing.PaysInsuranceMonthly ? 1 : 0.33) + 2 * profile.WithLoan + 2 * profile.WithCard + 1.4 * profile.WithSavings + 0.15;
        double activity = profile.Activity / MeanActivity * PortableMath.Exp(0.30 * traits.Engagement);
        double purchases = Math.Max(2.4, options.TransactionsPerClientYear / 12.0 * activity - regular);

        var client = new Client
        {
            Index = index,
            Traits = traits,
            JoinedOn = joinedOn,
            Standing = standing,
            Purchases = (float)purchases,
            Digital = (float)PortableMath.Logistic(-0.3 + profile.Digital + 0.7 * traits.Engagement),
            Habits = RandomStream.For(options.Seed, RandomPurpose.Habits, index),
        };
        client.Life = HiddenLife.Start(RandomStream.For(options.Seed, RandomPurpose.Life, index), traits, longStanding);
        return client;
    }

    private static StandingPayments DrawStanding(ref RandomStream random, in ClientTraits traits, SegmentProfile profile)
    {
        double income = traits.Income;
        bool business = traits.Segment.IsBusiness(), student = traits.Segment == Segment.Student;
        double rentShare = business ? random.Between(0.03, 0.07) : random.Between(0.22, 0.36);
        bool tenant = random.Chance(profile.Tenants), insured = random.Chance(student ? 0.3 : 0.7), subscribed = random.Chance(0.65), employed = random.Chance(student ? 0.45 : 0.82);
        double utilities = random.LogNormal(business ? 0.015 * income : 95_00, 0.35), telecom = random.LogNormal(business ? 60_00 : 29_00, 0.35);
        double insurance = random.LogNormal(business ? 0.01 * income : 46_00, 0.45);
        // A car bought on credit, furniture by instalments: lenders elsewhere are nothing that only trouble leads to.
        bool borrowed = random.Chance(0.35);
        double elsewhere = income * random.Between(0.04, 0.24);
        double cash = random.LogNormal(0.08, 0.5);
        bool commuter = random.Chance(traits.Country == 0 ? 0.02 : 0.06);
        return new StandingPayments
        {
            Rent = tenant ? (int)(income * rentShare) / 100 * 100 : 0,
            RentDay = (byte)random.Whole(1, 7),
            Utilities = (int)(student ? utilities / 2 : utilities),
            UtilitiesDay = (byte)random.Whole(8, 20),
            Telecom = subscribed ? (int)telecom / 100 * 100 + 99 : 0,
            TelecomDay = (byte)random.Whole(3, 24),
            Insurance = insured ? (int)insurance : 0,
            InsuranceDay = (byte)random.Whole(2, 12),
            SalaryDay = employed && !business ? (byte)(random.Chance(0.7) ? random.Whole(25, 31) : random.Whole(1, 5)) : (byte)0,
            OtherLenders = borrowed ? (int)elsewhere : 0,
            CashShare = (float)Math.Min(0.3, cash),
            OtherLendersDay = (byte)random.Whole(4, 15),
            EmployerCountry = commuter ? (byte)(traits.Country == 4 ? 0 : 4) : traits.Country,
        };
    }
}
