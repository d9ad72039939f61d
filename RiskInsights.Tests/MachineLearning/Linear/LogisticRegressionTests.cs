using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning.Linear;

public sealed class LogisticRegressionTests
{
    /// <summary>A 2 × 2 table has a closed form: the coefficient is the log odds ratio, its variance Σ 1/cell.</summary>
    [Fact]
    public void Fit_TwoByTwoTable_GivesLogOddsRatioAndItsError()
    {
        // Exposed: 30 of 50 have label 1; not exposed: 20 of 100.
        var (features, labels) = Table(exposedOnes: 30, exposedZeros: 20, otherOnes: 20, otherZeros: 80);
        var model = LogisticRegressionTrainer.Fit(features, labels, new() { RegLambda = 0 });
        var term = Assert.Single(model.Terms);
        Assert.Equal(Math.Log(30.0 * 80 / (20 * 20)), term.CoefficientPerUnit, 1e-6);
        Assert.Equal(Math.Sqrt((1.0 / 30) + (1.0 / 20) + (1.0 / 20) + (1.0 / 80)), term.StandardError!.Value / term.Scale, 1e-6);
        Assert.Equal(30.0 / 50, model.Probability([1]), 1e-8);
        Assert.Equal(20.0 / 100, model.Probability([0]), 1e-8);
        Assert.InRange(term.PValue!.Value, 0, 1e-4);
    }

    [Fact]
    public void Fit_BalancedTable_GivesProbabilitiesOfAnEvenPopulation()
    {
        var (features, labels) = Table(exposedOnes: 30, exposedZeros: 20, otherOnes: 20, otherZeros: 80);
        var model = LogisticRegressionTrainer.Fit(features, labels, new() { RegLambda = 0, BalanceClasses = true });
        // 50 ones and 100 zeros: each one counts twice as much as each zero.
        Assert.Equal(60.0 / 80, model.Probability([1]), 1e-8);
        Assert.Equal(40.0 / 120, model.Probability([0]), 1e-8);
        var weighted = LogisticRegressionTrainer.Fit(features, labels, new() { RegLambda = 0, ScalePosWeight = 2 });
        Assert.Equal(60.0 / 80, weighted.Probability([1]), 1e-8);
    }

    [Fact]
    public void Fit_KnownTruth_IsWithinItsErrors()
    {
        double[] truth = [0.8, -0.5, 0, 0.2];
        var features = TestData.Normals(20_000, 4, seed: 3);
        var model = LogisticRegressionTrainer.Fit(features, TestData.LogisticLabels(features, truth, -1, seed: 3));
        for (var j = 0; j < truth.Length; j++)
            Assert.InRange((model.Terms[j].CoefficientPerUnit - truth[j]) / (model.Terms[j].StandardError!.Value / model.Terms[j].Scale), -4, 4);
        Assert.True(model.Terms[2].PValue > 0.001, "a column without effect");
        Assert.True(model.Terms[0].PValue < 1e-100, "a column with a strong one");
    }

    [Fact]
    public void Fit_OtherUnits_GivesTheSameProbabilities()
    {
        var features = TestData.Normals(500, 3, seed: 4);
        var labels = TestData.LogisticLabels(features, [1, -1, 0.5], 0, seed: 4);
        var scaled = new FeatureMatrix(features.Columns, [.. features.Values.ToArray().Select((value, i) => i % 3 == 0 ? value * 1024 : value)]);
        var a = LogisticRegressionTrainer.Fit(features, labels).Probabilities(features);
        var b = LogisticRegressionTrainer.Fit(scaled, labels).Probabilities(scaled);
        for (var i = 0; i < a.Length; i++) Assert.Equal(a[i], b[i], 1e-9);
    }

    /// <summary>λ/2·w² is the same for w and λ, and for w/8 in a unit 8 times as large and 64·λ.</summary>
    [Fact]
    public void Fit_NotStandardised_PenalisesCoefficientsInTheColumnsUnit()
    {
        var features = TestData.Normals(500, 2, seed: 4);
        var labels = TestData.LogisticLabels(features, [1, -1], 0, seed: 4);
        var larger = new FeatureMatrix(features.Columns, [.. features.Values.ToArray().Select(value => value * 8)]);
        var a = LogisticRegressionTrainer.Fit(features, labels, new() { Standardise = false, RegLambda = 50 });
        var b = LogisticRegressionTrainer.Fit(larger, labels, new() { Standardise = false, RegLambda = 50 * 64 });
        var free = LogisticRegressionTrainer.Fit(larger, labels, new() { Standardise = false, RegLambda = 50 });
        Assert.Equal(a.Probabilities(features), b.Probabilities(larger), (x, y) => Math.Abs(x - y) < 1e-7);
        Assert.Equal((1.0, a.Terms[0].Coefficient), (a.Terms[0].Scale, a.Terms[0].CoefficientPerUnit));
        Assert.True(free.Terms[0].Coefficient * 8 > 1.2 * a.Terms[0].Coefficient, "In a larger unit the same penalty holds back less.");
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameModelBitForBit()
    {
        var features = TestData.Normals(10_000, 5, seed: 5);
        var labels = TestData.LogisticLabels(features, [1, 0, 0, 0, -1], 0, seed: 5);
        var models = new[] { 1, 2, 7 }.Select(threads => LogisticRegressionTrainer.Fit(features, labels, new() { Threads = threads })).ToArray();
        Assert.Equal(models[0].ToJson(), models[1].ToJson());
        Assert.Equal(models[0].ToJson(), models[2].ToJson());
        Assert.Equal(models[0].Probabilities(features), models[0].Probabilities(features, threads: 3));
    }

    [Fact]
    public void Fit_SeparableData_ConvergesUnderThePenalty()
    {
        var features = TestData.Normals(200, 2, seed: 6);
        var labels = Array.ConvertAll(features.Column(0), value => value > 0 ? (byte)1 : (byte)0);
        var model = LogisticRegressionTrainer.Fit(features, labels);
        Assert.True(model.Summary.Converged);
        Assert.True(model.Probability([3, 0]) > 0.99);
    }

    [Fact]
    public void Fit_TooFewIterations_SaysThatItDidNotConverge()
    {
        var features = TestData.Normals(200, 2, seed: 7);
        var labels = TestData.LogisticLabels(features, [2, 1], -1, seed: 7);
        var summary = LogisticRegressionTrainer.Fit(features, labels, new() { MaxIterations = 1 }).Summary;
        Assert.False(summary.Converged);
        Assert.Equal(1, summary.Iterations);
        Assert.True(summary.GradientNorm > 1e-8);
    }

    [Fact]
    public void Contributions_AnyRow_AddUpToTheLogit()
    {
        var (features, labels) = Mixed();
        var model = LogisticRegressionTrainer.Fit(features, labels);
        var contributions = new double[features.Width];
        var sums = new double[features.Width];
        for (var row = 0; row < features.Rows; row++)
        {
            model.Contributions(features.Row(row), contributions);
            Assert.Equal(model.Logit(features.Row(row)), model.BaseLogit + contributions.Sum(), 1e-12);
            for (var j = 0; j < sums.Length; j++) sums[j] += contributions[j];
        }
        // They compare with the training mean, so over the training rows they cancel out.
        Assert.All(sums, sum => Assert.Equal(0, sum / features.Rows, 1e-6));
    }

    [Fact]
    public void Contribution_MissingWhereTrainingHadNone_IsZero()
    {
        var features = TestData.Normals(300, 2, seed: 8);
        var model = LogisticRegressionTrainer.Fit(features, TestData.LogisticLabels(features, [1, 1], 0, seed: 8));
        Assert.Equal(2, model.Terms.Count);
        Assert.Equal(model.BaseLogit, model.Logit([float.NaN, float.NaN]));
    }

    [Fact]
    public void Contribution_CategoryThatTrainingNeverSaw_IsZero()
    {
        var column = FeatureColumn.Categorical("segment", "a", "b", "never");
        var features = new FeatureMatrix([column], [.. Enumerable.Range(0, 100).Select(i => (float)(i % 2))]);
        var labels = Enumerable.Range(0, 100).Select(i => (byte)(i % 4 == 0 ? 1 : 0)).ToArray();
        var model = LogisticRegressionTrainer.Fit(features, labels);
        Assert.Equal(model.BaseLogit, model.Logit([column.CodeOf("never")]));
        var never = model.Terms.Single(term => term.Name.EndsWith("never", StringComparison.Ordinal));
        Assert.Equal((0.0, null, null), (never.Coefficient, never.StandardError, never.PValue));
        Assert.True(model.Probability([0]) > model.Probability([1]));
    }

    [Fact]
    public void Probability_OneRow_AllocatesNothing()
    {
        var (features, labels) = Mixed();
        var model = LogisticRegressionTrainer.Fit(features, labels);
        var contributions = new double[features.Width];
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var row = 0; row < 50; row++)
            {
                model.Probability(features.Row(row));
                model.Contributions(features.Row(row), contributions);
            }
            if (i > 0) Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    /// <summary>Whole rows and single contributions are computed by different code; widths on both sides of a vector of eight.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    public void Logit_AnyWidth_IsTheSumOfTheContributions(int width)
    {
        var features = TestData.Normals(400, width, seed: 10, (3, width - 1, float.NaN), (4, 0, float.NaN));
        var labels = TestData.LogisticLabels(features.SelectColumns("x1"), [1], 0, seed: 10);
        labels[3] = labels[4] = 1;
        var model = LogisticRegressionTrainer.Fit(features, labels);
        var contributions = new double[width];
        for (var row = 0; row < 20; row++)
        {
            model.Contributions(features.Row(row), contributions);
            Assert.Equal(model.BaseLogit + contributions.Sum(), model.Logit(features.Row(row)), 1e-12);
        }
        float[] infinite = [.. Enumerable.Repeat(0f, width - 1), float.PositiveInfinity];
        Assert.Contains($"'x{width}'", Assert.Throws<ArgumentException>(() => model.Logit(infinite)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OnlyAConstantColumn_IsTheShareOfOnes()
    {
        var features = new FeatureMatrix(TestData.Columns(1), Enumerable.Repeat(2f, 100).ToArray());
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => (byte)(i < 30 ? 1 : 0))];
        var model = LogisticRegressionTrainer.Fit(features, labels, new() { AllowConstantColumns = true });
        Assert.Equal(.3, model.Probability([2]), 1e-12);
    }

    /// <summary>Three numbers, one of them missing at times when label 1 is more frequent, and a category.</summary>
    internal static (FeatureMatrix Features, byte[] Labels) Mixed()
    {
        var random = new RandomStream(9);
        var builder = new FeatureMatrixBuilder(
            [FeatureColumn.Numeric("income"), FeatureColumn.Numeric("age"), FeatureColumn.Categorical("segment", "retail", "student", "corporate")]);
        var labels = new byte[400];
        for (var row = 0; row < labels.Length; row++)
        {
            var segment = random.Next(4);
            float income = (float)(2000 + (500 * TestData.Normal(ref random))), age = 20 + random.Next(50);
            labels[row] = random.NextDouble() < (segment == 1 ? 0.5 : 0.2) ? (byte)1 : (byte)0;
            builder.Add([random.NextDouble() < (labels[row] == 1 ? 0.3 : 0.1) ? float.NaN : income, age, segment == 3 ? float.NaN : segment]);
        }
        return (builder.Build(), labels);
    }

    private static (FeatureMatrix Features, byte[] Labels) Table(int exposedOnes, int exposedZeros, int otherOnes, int otherZeros)
    {
        float[] exposed = [.. Enumerable.Repeat(1f, exposedOnes + exposedZeros), .. Enumerable.Repeat(0f, otherOnes + otherZeros)];
        byte[] labels =
        [
            .. Enumerable.Repeat((byte)1, exposedOnes), .. Enumerable.Repeat((byte)0, exposedZeros),
            .. Enumerable.Repeat((byte)1, otherOnes), .. Enumerable.Repeat((byte)0, otherZeros),
        ];
        return (new FeatureMatrix([FeatureColumn.Numeric("exposed")], exposed), labels);
    }
}
