using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>At what time of the day things happen; results are seconds since midnight.</summary>
internal static class Clock
{
    private const int Hour = 3_600;

    /// <summary>In a shop: peaks around noon and after work.</summary>
    public static int Shop(ref RandomStream random)
    {
        double hour = random.Chance(0.45)
            ? 12.4 + 2.6 * (random.NextDouble() + random.NextDouble() - 1)
            : 17.2 + 4.2 * (random.NextDouble() + random.NextDouble() - 1);
        return (int)(hour * Hour);
    }

    /// <summary>On the web: the evening above all, and one purchase in sixteen at night.</summary>
    public static int Web(ref RandomStream random) => random.Chance(0.06)
        ? random.Below(6 * Hour)
        : (int)((15.5 + 8.4 * (random.NextDouble() + random.NextDouble() - 1)) * Hour);

    /// <summary>Standing payments, salaries and interest: the nightly batch, 02:00 to 06:30.</summary>
    public static int Batch(ref RandomStream random) => 2 * Hour + 60 * random.Below(270);

    /// <summary>Opening hours of branches and offices, 08:30 to 18:00.</summary>
    public static int Office(ref RandomStream random) => 30_600 + random.Below(34_200);

    /// <summary>The dead of night, 01:00 to 04:30.</summary>
    public static int Night(ref RandomStream random) => Hour + random.Below(12_600);
}
