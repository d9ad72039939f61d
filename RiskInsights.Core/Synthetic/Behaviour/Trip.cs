using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>A stay abroad within a month; a default one covers no day.</summary>
internal readonly record struct Trip(int FirstDay, int LastDay, byte Country)
{
    public static Trip Draw(Client client, BankMonth month)
    {
        ref var random = ref client.Habits;
        double chance = client.Traits.Segment.Profile().Travel * (month.IsSummer ? 0.26 : month.First.Month == 12 ? 0.10 : 0.05);
        if (!random.Chance(chance * (client.Life.Stress == StressState.Steady ? 1 : 0.5)))
            return default;
        int first = random.Whole(1, month.Days);
        return new Trip(first, first + random.Whole(3, 13), Countries.Holiday(ref random, client.Traits.Country));
    }

    public bool Covers(int day) => day >= FirstDay && day <= LastDay;
}
