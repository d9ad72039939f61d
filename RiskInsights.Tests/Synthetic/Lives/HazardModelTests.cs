using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Tests.Synthetic.Lives;

public sealed class HazardModelTests
{
    [Theory]
    [InlineData(-4)]
    [InlineData(0)]
    [InlineData(4)]
    public void Transitions_OfAnyClient_AreProbabilities(double trait)
    {
        double[] stress = new double[16], attitude = new double[9];
        HazardModel.StressTransitions(trait, stress);
        HazardModel.AttitudeTransitions(trait, attitude);
        Assert.All([.. stress, .. attitude], p => Assert.InRange(p, 0, 1));
        Assert.All(stress.Chunk(4), row => Assert.Equal(1, row.Sum(), 12));
        Assert.All(attitude.Chunk(3), row => Assert.Equal(1, row.Sum(), 12));
    }

    [Fact]
    public void Within90Days_OfAClientWhoCannotMoveInOneMonth_IsWhatWalkingTheChainByHandGives()
    {
        // 2025-01-31: February and March lie wholly in the window, April for 30 days, May for 2 of 31 (28 + 31 + 30 + 1 = 90: 1).
        var asOf = new DateOnly(2025, 1, 31);
        double[] moves = new double[16], leaving = new double[9];
        HazardModel.StressTransitions(0.4, moves);
        HazardModel.AttitudeTransitions(-0.2, leaving);
        double[] state = [0, 0, 0, 1], attitude = [1, 0, 0];
        double expected = 0, stayed = 1;
        foreach (var (month, covered) in new[] { (2, 1.0), (3, 1.0), (4, 1.0), (5, 1.0 / 31) })
        {
            double[] moved = [.. Enumerable.Range(0, 4).Select(to => Enumerable.Range(0, 4).Sum(from => state[from] * moves[from * 4 + to]))];
            double[] hazards = [.. Enumerable.Range(0, 4).Select(s => HazardModel.DefaultHazard((StressState)s, 0.4, HazardModel.Macro(2025, month)))];
            expected += moved.Zip(hazards, (p, h) => p * h).Sum() * stayed * covered;
            state = [.. moved.Zip(hazards, (p, h) => p * (1 - h))];
            attitude = [.. Enumerable.Range(0, 3).Select(to => Enumerable.Range(0, 3).Sum(from => attitude[from] * leaving[from * 3 + to]) * (1 - HazardModel.DepartureHazard((AttitudeState)to, -0.2)))];
            stayed = attitude.Sum();
        }

        Assert.Equal(expected, HazardModel.Within90Days(StressState.Distressed, AttitudeState.Content, 0.4, -0.2, asOf).Default, 12);
    }

    [Fact]
    public void Within90Days_BesideDrawnLives_IsTheirFrequency()
    {
        // Long-standing clients on 31 January; 89 days of February to April and one of May make the window.
        const int lives = 60_000;
        double expectedDefaults = 0, expectedDepartures = 0;
        int defaults = 0, departures = 0;
        for (int i = 0; i < lives; i++)
        {
            var random = RandomStream.For(7, RandomPurpose.Traits, i);
            var traits = ClientTraits.Draw(ref random);
            var life = HiddenLife.Start(RandomStream.For(7, RandomPurpose.Life, i), traits, longStanding: true);
            var (byDefault, byDeparture) = HazardModel.Within90Days(life.Stress, life.Attitude, traits.Fragility, traits.Engagement, new DateOnly(2025, 1, 31));
            expectedDefaults += byDefault;
            expectedDepartures += byDeparture;
            for (int month = 2; month <= 5; month++)
            {
                var (defaultDay, departureDay) = life.Live(traits, 2025, month);
                if (defaultDay + departureDay == 0)
                    continue;
                if (month < 5 || defaultDay + departureDay == 1)
                    _ = defaultDay > 0 ? defaults++ : departures++;
                break;
            }
        }

        // Four standard deviations of a Poisson count: the seed is fixed, so that this cannot fail by chance.
        Assert.InRange(defaults - expectedDefaults, -4 * Math.Sqrt(expectedDefaults), 4 * Math.Sqrt(expectedDefaults));
        Assert.InRange(departures - expectedDepartures, -4 * Math.Sqrt(expectedDepartures), 4 * Math.Sqrt(expectedDepartures));
        Assert.True(expectedDefaults > 500 && expectedDepartures > 500);
    }

    [Fact]
    public void DefaultHazard_WithWorseStressAndMoreFragility_Rises()
    {
        double[] byState = [.. Enum.GetValues<StressState>().Select(s => HazardModel.DefaultHazard(s, 0, 0))];
        Assert.Equal(byState.Order(), byState);
        Assert.All(Enum.GetValues<StressState>(), s => Assert.True(HazardModel.DefaultHazard(s, 1, 0) > HazardModel.DefaultHazard(s, 0, 0)));
    }
}
