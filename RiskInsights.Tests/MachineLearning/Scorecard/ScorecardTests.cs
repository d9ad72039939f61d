using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Scorecard;
using RiskInsights.Tests.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning.Scorecard;

public sealed class ScorecardTests
{
    private static readonly (FeatureMatrix Features, byte[] Labels) Data = Applicants(4000, seed: 1);
    private static readonly ScorecardModel Card = ScorecardTrainer.Fit(Data.Features, Data.Labels);

    [Fact]
    public void Scaling_ByHand_FollowsTheFormulas()
    {
        var scaling = new ScorecardScaling(600, 50, 20);
        Assert.Equal(600, scaling.Points(Math.Log(50)), 1e-10);
        Assert.Equal(620, scaling.Points(Math.Log(100)), 1e-10);
        Assert.Equal(28.8539008, scaling.Factor, 1e-7);
        Assert.Equal(487.1228762, scaling.Offset, 1e-6);
    }

    /// <summary>One column: its coefficient makes up for the smoothing, so the odds are those of its bins, and points follow.</summary>
    [Fact]
    public void Fit_OneColumn_GivesTheOddsOfItsBins()
    {
        float[] values = [.. Enumerable.Repeat(0f, 1000), .. Enumerable.Repeat(1f, 1000)];
        byte[] labels = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i % 1000 < (i < 1000 ? 100 : 400) ? 1 : 0))];
        var card = ScorecardTrainer.Fit(new FeatureMatrix(TestData.Columns(1), values), labels, new() { RegLambda = 0 });
        Assert.Equal(.1, card.Probability([0]), 1e-6);
        Assert.Equal(.4, card.Probability([1]), 1e-6);
        Assert.Equal(card.Scaling.Points(Math.Log(9)), card.ExactScore([0]), 1e-4);
        Assert.Equal((int)Math.Round(card.ExactScore([0])), card.Score([0]));
        Assert.Equal(1, card.Features[0].Coefficient, .01);
        Assert.Equal(card.NeutralScore, card.ExactScore([float.NaN]), 1e-10);
    }

    [Fact]
    public void Fit_ShareOfTheBest_LeavesOutWhatIsWeakBesideIt()
    {
        var values = Card.Features.ToDictionary(feature => feature.Name, feature => feature.Binning.InformationValue, StringComparer.Ordinal);
        var floor = values.Values.Max() * 0.4;
        var card = ScorecardTrainer.Fit(Data.Features, Data.Labels, new() { MinShareOfBest = 0.4 });
        Assert.Contains(card.Features, feature => feature.Exclusion is null);
        Assert.Contains(Card.Features, feature => feature.Exclusion is null && values[feature.Name] < floor);
        Assert.All(card.Features, feature => Assert.Equal(values[feature.Name] < floor, feature.Exclusion is ScorecardExclusion.LowInformationValue));
    }

    [Fact]
    public void Score_AnyRow_IsTheSumOfTheCardsPoints()
    {
        var inCard = Card.Features.Where(feature => feature.Exclusion is null).ToArray();
        Assert.InRange(inCard.Length, 3, 5);
        for (var row = 0; row < 500; row++)
        {
            var values = Data.Features.Row(row).ToArray();
            var points = inCard.Sum(feature => feature.Bins[feature.Binning.IndexOf(values[Data.Features.IndexOf(feature.Name)])].Points);
            Assert.Equal(points, Card.Score(values));
            Assert.InRange(Card.Score(values) - Card.ExactScore(values), -inCard.Length / 2.0, inCard.Length / 2.0);
        }
    }

    [Fact]
    public void ExactScore_AndProbability_SayTheSame()
    {
        var probabilities = Card.Probabilities(Data.Features, threads: 2);
        for (var row = 0; row < 500; row++)
        {
            var values = Data.Features.Row(row);
            var odds = (1 - probabilities[row]) / probabilities[row];
            Assert.Equal(Card.Scaling.Offset + (Card.Scaling.Factor * Math.Log(odds)), Card.ExactScore(values), 1e-8);
        }
        // A regression with an intercept is calibrated on its own training rows.
        Assert.Equal(Data.Labels.Average(label => label), probabilities.Average(), 1e-6);
        Assert.Equal(Enumerable.Range(0, Data.Features.Rows).Select(row => Card.Score(Data.Features.Row(row))), Card.Scores(Data.Features));
    }

    [Fact]
    public void Contributions_AnyRow_AddUpToTheExactScore()
    {
        var contributions = new double[Data.Features.Width];
        for (var row = 0; row < 500; row++)
        {
            var values = Data.Features.Row(row);
            Card.Contributions(values, contributions);
            Assert.Equal(Card.ExactScore(values), Card.NeutralScore + contributions.Sum(), 1e-9);
        }
    }

    [Fact]
    public void Reasons_RiskyClient_NameTheWorstFirst()
    {
        var contributions = new double[Data.Features.Width];
        float[] risky = [500, 3, 2, 0, 0];
        var reasons = Card.Reasons(risky, most: 2);
        Card.Contributions(risky, contributions);
        Assert.Equal(2, reasons.Count);
        Assert.Equal(contributions.Min(), reasons[0].Points);
        Assert.True(reasons[0].Points <= reasons[1].Points && reasons[1].Points < 0);
        var arrears = Assert.Single(Card.Reasons(risky), reason => reason.Feature == "arrears");
        var feature = Card.Features[1];
        Assert.Equal(feature.Binning.Bins[feature.Binning.IndexOf(3)].Label, arrears.Bin);
    }

    [Fact]
    public void Features_Excluded_SayWhy()
    {
        Assert.Equal(ScorecardExclusion.LowInformationValue, Card.Features[Data.Features.IndexOf("noise")].Exclusion);
        Assert.All(Card.Features, feature => Assert.Equal(feature.Exclusion is null, feature.Coefficient > 0));
        Assert.All(Card.Features, feature => Assert.Equal(feature.Exclusion is null, feature.PValue is not null));
        Assert.All(Card.Features, feature => Assert.Equal(feature.Exclusion is null ? feature.Binning.Bins.Count : 0, feature.Bins.Count));
    }

    /// <summary>A second column that copies the first with errors of its own, which alone looks informative.</summary>
    [Fact]
    public void Fit_SuppressedColumn_IsDroppedForItsSign()
    {
        var random = new RandomStream(8);
        var builder = new FeatureMatrixBuilder(FeatureColumn.Numeric("cause", "mixed"));
        var labels = new byte[20_000];
        for (var row = 0; row < labels.Length; row++)
        {
            double cause = TestData.Normal(ref random), other = TestData.Normal(ref random);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-((2 * cause) - other))) ? (byte)1 : (byte)0;
            builder.Add([(float)cause, (float)(cause + (0.8 * other))]);
        }
        var card = ScorecardTrainer.Fit(builder.Build(), labels);
        Assert.Null(card.Features[0].Exclusion);
        Assert.Equal(ScorecardExclusion.WrongSign, card.Features[1].Exclusion);
        Assert.True(card.Features[1].Binning.InformationValue > 0.1);
        Assert.Equal(card.Score([1, -3]), card.Score([1, 3]));
    }

    [Fact]
    public void Score_UnknownValues_AreNeutral()
    {
        var contributions = new double[Data.Features.Width];
        float[] row = [float.NaN, float.NaN, Data.Features.Columns[2].CodeOf("never seen"), 0, 0];
        Card.Contributions(row, contributions);
        Assert.NotEqual(0, contributions[0]);
        Assert.Equal([0, 0], contributions[1..3]);
        Assert.DoesNotContain(Card.Reasons(row), reason => reason.Feature is "arrears" or "segment");
    }

    [Fact]
    public void Json_RoundTrip_GivesTheSameCard()
    {
        var json = Card.ToJson();
        var read = ScorecardModel.FromJson(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(Card.Probabilities(Data.Features), read.Probabilities(Data.Features));
        Assert.Equal(Card.Scores(Data.Features), read.Scores(Data.Features));
        Assert.Equal(Card.Features.Select(feature => feature.Exclusion), read.Features.Select(feature => feature.Exclusion));
        Assert.Throws<InvalidModelException>(() => ScorecardModel.FromJson(json.Replace("\"rows\":4", "\"rows\":5", StringComparison.Ordinal)));
        Assert.Throws<InvalidModelException>(() => ScorecardModel.FromJson(json[..^40]));
        Assert.Throws<InvalidModelException>(() => ScorecardModel.FromJson(LogisticRegressionTrainer.Fit(Data.Features, Data.Labels).ToJson()));
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameCardBitForBit() =>
        Assert.Equal(Card.ToJson(), ScorecardTrainer.Fit(Data.Features, Data.Labels, new() { Threads = 3 }).ToJson());

    [Fact]
    public void Score_OneRow_AllocatesNothing()
    {
        var contributions = new double[Data.Features.Width];
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var row = 0; row < 50; row++)
            {
                Card.Score(Data.Features.Row(row));
                Card.Probability(Data.Features.Row(row));
                Card.Contributions(Data.Features.Row(row), contributions);
            }
            if (i > 0) Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Fit_MixedColumns_ReportsProgressForEach()
    {
        var reports = new List<TrainingProgress>();
        var (features, labels) = LogisticRegressionTests.Mixed();
        ScorecardTrainer.Fit(features, labels, progress: new Reporter(reports.Add));
        Assert.Equal([1, 2, 3], reports.Select(report => report.Completed));
    }

    /// <summary>Income (at times missing, which is risky), arrears, a segment, a hump of age, and noise.</summary>
    internal static (FeatureMatrix Features, byte[] Labels) Applicants(int rows, int seed)
    {
        var random = new RandomStream(seed);
        var builder = new FeatureMatrixBuilder(
            [.. FeatureColumn.Numeric("income", "arrears"), FeatureColumn.Categorical("segment", "retail", "student", "business", "never seen"), .. FeatureColumn.Numeric("age", "noise")]);
        var labels = new byte[rows];
        for (var row = 0; row < rows; row++)
        {
            double income = Math.Exp(7.5 + (0.5 * TestData.Normal(ref random))), age = 20 + random.Next(50);
            int arrears = Math.Max(0, random.Next(8) - 4), segment = random.Next(3);
            var missing = random.NextDouble() < 0.1;
            var logit = -1.5 - (0.6 * (Math.Log(income) - 7.5)) + (0.5 * arrears) + (segment == 2 ? 0.6 : 0) - (Math.Abs(age - 45) / 20) + (missing ? 1 : 0);
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? (byte)1 : (byte)0;
            builder.Add([missing ? float.NaN : (float)income, arrears, segment, (float)age, (float)TestData.Normal(ref random)]);
        }
        return (builder.Build(), labels);
    }
}
