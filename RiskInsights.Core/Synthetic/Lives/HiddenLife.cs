using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>One client's walk through the hidden states, month by month, and what was drawn from them.</summary>
internal struct HiddenLife
{
    private const int BurnInMonths = 24;

    private RandomStream _random;

    public StressState Stress { get; private set; }

    public AttitudeState Attitude { get; private set; }

    /// <summary>Months spent in the present stress state, the present one included.</summary>
    public byte MonthsInStress { get; private set; }

    /// <summary>Starts a life; a client of long standing has already walked for two years, a new one starts steady and content.</summary>
    public static HiddenLife Start(RandomStream random, in ClientTraits traits, bool longStanding)
    {
        var life = new HiddenLife { _random = random, MonthsInStress = 1 };
        for (int month = 0; longStanding && month < BurnInMonths; month++)
            life.Move(traits);
        return life;
    }

    /// <summary>
    /// Lives one month. Returns the day of the month (1-based) of default or departure; 0 for none. Every month takes the
    /// same number of draws.
    /// </summary>
    public (int DefaultDay, int DepartureDay) Live(in ClientTraits traits, int year, int month)
    {
        Move(traits);
        int days = DateTime.DaysInMonth(year, month);
        bool defaults = _random.Chance(HazardModel.DefaultHazard(Stress, traits.Fragility, HazardModel.Macro(year, month)));
        bool leaves = _random.Chance(HazardModel.DepartureHazard(Attitude, traits.Engagement));
        int day = _random.Whole(1, days);
        return (defaults ? day : 0, leaves && !defaults ? day : 0);
    }

    private void Move(in ClientTraits traits)
    {
        Span<double> stress = stackalloc double[HazardModel.StressStates * HazardModel.StressStates];
        Span<double> attitude = stackalloc double[HazardModel.AttitudeStates * HazardModel.AttitudeStates];
        HazardModel.StressTransitions(traits.Fragility, stress);
        HazardModel.AttitudeTransitions(traits.Engagement, attitude);
        var next = (StressState)HazardModel.Next((int)Stress, HazardModel.StressStates, stress, _random.NextDouble());
        MonthsInStress = next == Stress ? (byte)Math.Min(MonthsInStress + 1, byte.MaxValue) : (byte)1;
        Stress = next;
        Attitude = (AttitudeState)HazardModel.Next((int)Attitude, HazardModel.AttitudeStates, attitude, _random.NextDouble());
    }
}
