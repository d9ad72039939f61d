using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Tests.Synthetic.Randomness;

public sealed class RandomStreamTests
{
    private const int Draws = 200_000;

    private RandomStream _random = RandomStream.For(1, RandomPurpose.Traits, 0);

    [Fact]
    public void Normal_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            double x = _random.Normal();
            sum += x;
            squares += x * x;
        }

        Assert.Equal(0, sum / Draws, 0.01);
        Assert.Equal(1, squares / Draws, 0.02);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(8)]
    [InlineData(45)]
    public void Poisson_ManyDraws_HasMeanAndVarianceOfItsParameter(double mean)
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            int x = _random.Poisson(mean);
            sum += x;
            squares += (double)x * x;
        }

        Assert.Equal(1, sum / Draws / mean, 0.02);
        Assert.Equal(1, (squares / Draws - sum / Draws * (sum / Draws)) / mean, 0.03);
    }

    [Fact]
    public void Whole_ManyDraws_ReachesBothEnds()
    {
        int[] seen = new int[3];
        for (int i = 0; i < 3_000; i++)
            seen[_random.Whole(4, 6) - 4]++;
        Assert.All(seen, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Streams_OfOtherKeysPurposesOrSeeds_AreOthers()
    {
        ulong[] firsts =
        [
            RandomStream.For(1, RandomPurpose.Traits, 0).NextUInt64(), RandomStream.For(1, RandomPurpose.Traits, 1).NextUInt64(),
            RandomStream.For(1, RandomPurpose.Life, 0).NextUInt64(), RandomStream.For(2, RandomPurpose.Traits, 0).NextUInt64(),
            RandomStream.For(-1, RandomPurpose.Traits, 0).NextUInt64(),
        ];
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }
}
