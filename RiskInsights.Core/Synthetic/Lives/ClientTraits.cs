using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>
/// What nobody at the bank sees: the hidden causes of a client's behaviour. Stability, engagement and risk appetite are
/// standard normal deviates (0 average, higher = more); <see cref="Income"/> is cents a month.
/// </summary>
internal readonly struct ClientTraits
{
    public required Segment Segment { get; init; }

    /// <summary>Index into <see cref="Countries.Home"/>.</summary>
    public required byte Country { get; init; }

    public required byte Region { get; init; }

    public required long Income { get; init; }

    public required float Stability { get; init; }

    public required float Engagement { get; init; }

    public required float RiskAppetite { get; init; }

    /// <summary>
    /// How often the client forgets payments, as a factor of the average: a log-normal deviate (median 0.7) times e^(0.5·fragility).
    /// Disorder goes with fragility, so that a missed payment says something of a client without trouble too; much of it is innocent.
    /// </summary>
    public required float Carelessness { get; init; }

    /// <summary>
    /// Proneness to trouble, about standard normal: −0.70·stability + 0.45·riskAppetite − 0.40·incomeDeviate + segment's shift.
    /// It moves the odds of stress and of default; it is never written to a file of the bank.
    /// </summary>
    public required float Fragility { get; init; }

    public static ClientTraits Draw(ref RandomStream random)
    {
        var segment = Segments.Draw(ref random);
        var profile = segment.Profile();
        byte country = 0;
        double u = random.NextDouble();
        while (country < Countries.Home.Length - 1 && (u -= Countries.Home[country].Share) >= 0)
            country++;
        // The square of a uniform favours the first regions.
        double v = random.NextDouble();
        byte region = (byte)(v * v * Countries.Home[country].Regions.Length);
        double stability = random.Normal(), engagement = random.Normal(), riskAppetite = random.Normal(), income = random.Normal();
        double forgetfulness = random.LogNormal(0.7, 0.6);
        double fragility = -0.70 * stability + 0.45 * riskAppetite - 0.40 * income + profile.Fragility;
        return new ClientTraits
        {
            Segment = segment,
            Country = country,
            Region = region,
            Income = (long)(profile.Income * 100 * Countries.Home[country].IncomeFactor * PortableMath.Exp(profile.IncomeSigma * income)),
            Stability = (float)stability,
            Engagement = (float)engagement,
            RiskAppetite = (float)riskAppetite,
            Carelessness = (float)(forgetfulness * PortableMath.Exp(0.5 * fragility)),
            Fragility = (float)fragility,
        };
    }
}
