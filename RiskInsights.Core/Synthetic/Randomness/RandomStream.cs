namespace RiskInsights.Core.Synthetic.Randomness;

/// <summary>
/// A small stream of pseudo-random numbers (SplitMix64: a Weyl sequence through a 64-bit mixer; Steele, Lea and Flood 2014).
/// Each client has one for each purpose, so that no draw of one disturbs another. Pass it by reference: a copy repeats itself.
/// </summary>
internal struct RandomStream
{
    private ulong _state;

    private RandomStream(ulong state) => _state = state;

    public static RandomStream For(int seed, RandomPurpose purpose, int key)
    {
        ulong state = Mix(Mix((uint)seed + 0x51ED270B27UL) + (ulong)purpose);
        return new RandomStream(Mix(state + (uint)key));
    }

    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Uniform whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(((NextUInt64() >> 32) * (ulong)count) >> 32);

    /// <summary>Uniform whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Standard normal deviate by Marsaglia's polar method.</summary>
    public double Normal()
    {
        while (true)
        {
            double u = 2 * NextDouble() - 1, v = 2 * NextDouble() - 1, q = u * u + v * v;
            if (q is > 1e-12 and < 1)
                return u * Math.Sqrt(-2 * PortableMath.Log(q) / q);
        }
    }

    /// <summary>Log-normal deviate; its mean is median · e^(sigma²/2).</summary>
    public double LogNormal(double median, double sigma) => median * PortableMath.Exp(sigma * Normal());

    /// <summary>Poisson count by multiplying uniforms (Knuth); means above 30 by the rounded normal approximation.</summary>
    public int Poisson(double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean > 30)
            return Math.Max(0, (int)Math.Floor(mean + Math.Sqrt(mean) * Normal() + 0.5));
        double limit = PortableMath.Exp(-mean), product = NextDouble();
        int count = 0;
        while (product > limit)
        {
            product *= NextDouble();
            count++;
        }

        return count;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>What a stream is for; the numbers are part of the format: changing one changes every bank.</summary>
internal enum RandomPurpose : ulong
{
    Traits = 1,
    Life = 2,
    Habits = 3,
    Anomalies = 4,
    PersonalData = 5,
    DirtyRows = 6,
    AccountNumbers = 7,
}
