using System.Numerics;

namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// A seeded stream of random numbers whose values are fixed by this code alone, so that a seed gives the same model on
/// any version of the runtime. xoshiro256** seeded by SplitMix64 (Blackman and Vigna, "Scrambled linear pseudorandom
/// number generators", 2021). A mutable struct: pass it by reference.
/// </summary>
internal struct RandomStream
{
    private ulong _a, _b, _c, _d;

    /// <summary>Different <paramref name="stream"/> numbers give unrelated sequences for one seed (one per tree, say).</summary>
    public RandomStream(int seed, int stream = 0)
    {
        var state = ((ulong)(uint)seed << 32) | (uint)stream;
        _a = Split(ref state);
        _b = Split(ref state);
        _c = Split(ref state);
        _d = Split(ref state);
    }

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … bound − 1, without bias (Lemire 2019).</summary>
    public int Next(int bound)
    {
        var range = (uint)bound;
        var product = (NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var floor = (0u - range) % range;
            while ((uint)product < floor) product = (NextBits() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Split(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
