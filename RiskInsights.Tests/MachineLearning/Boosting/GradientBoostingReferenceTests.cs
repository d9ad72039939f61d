using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Tests.MachineLearning.Boosting;

/// <summary>
/// Against XGBoost 1.7.4 (<c>tree_method="hist"</c>, 5 trees of depth 3, eta 0.3, base score 0.5 unless said), whose log-odds stand here.
/// All values are small whole numbers, so both have the same bins, and the trees must be the same; XGBoost sums in 32 bits, we
/// round gradients to 2⁻²² here, so leaves agree to 1e-5.
/// </summary>
public sealed class GradientBoostingReferenceTests
{
    private const double Tolerance = 1e-5;

    private static readonly BoostingOptions Common = new() { Trees = 5, MaxDepth = 3, LearningRate = 0.3, BaseScore = 0.5 };

    [Fact]
    public void Logits_Defaults_AreXGBoosts() => Check(Common, -40.528908394277096,
        [0.3019974f, -1.9009552f, -0.0408927f, 1.27325f, 0.0520041f, 1.5388209f, -1.9009552f, 1.9288076f, -1.6488402f, -0.3541884f, -1.9009552f, 0.0520041f]);

    [Fact]
    public void Logits_Regularised_AreXGBoosts() =>
        Check(Common with { RegAlpha = 0.5, RegLambda = 2, MinSplitLoss = 0.4, MinChildWeight = 3 }, -39.789147816598415,
            [0.1035613f, -1.6855483f, 0.0528176f, 1.0711044f, 0.1035613f, 1.2877362f, -1.6855483f, 1.7281741f, -1.6855483f, -0.3597523f, -1.6855483f, 0.1035613f]);

    [Fact]
    public void Logits_PositivesWeightedFromLowerBaseScore_AreXGBoosts() =>
        Check(Common with { ScalePosWeight = 2.5, BaseScore = 0.3 }, -5.086693115532398,
            [0.6162775f, -2.5392187f, 1.0338399f, 1.3645329f, 0.3652243f, 1.3000332f, -2.5392187f, 1.7251861f, -2.183603f, 0.3480772f, -2.5392187f, 0.7892275f]);

    [Fact]
    public void Logits_Monotone_AreXGBoosts() =>
        Check(Common with { MonotoneConstraints = new Dictionary<string, int>(StringComparer.Ordinal) { ["x1"] = 1, ["x3"] = -1, ["x4"] = -1 } }, -41.68749225884676,
            [0.0632681f, -1.9021338f, -0.2813717f, 1.1972578f, 0.0632681f, 1.3270442f, -1.9021338f, 1.9188528f, -1.9021338f, -0.4982042f, -1.9021338f, 0.2483407f]);

    [Fact]
    public void Logits_LossGuided_AreXGBoosts() =>
        Check(Common with { GrowPolicy = GrowPolicy.LossGuided, MaxLeaves = 6, MaxDepth = 0 }, -41.63019360974431,
            [0.0311719f, -1.7342087f, 0.4582642f, 1.2084512f, 0.0311719f, 1.5497322f, -1.7342087f, 1.8541117f, -1.7342087f, -0.7405041f, -1.7342087f, 0.4616875f]);

    /// <summary>Seven categories below XGBoost's <c>max_cat_to_onehot=8</c>.</summary>
    [Fact]
    public void Logits_OneHotCategories_AreXGBoosts() => Check(Common with { MaxCatToOneHot = 7 }, -39.61796133220196,
        [0.1377931f, -1.9009552f, 0.1306283f, 1.2750375f, 0.1377931f, 1.2446448f, -1.9009552f, 1.930595f, -1.6488402f, -0.3541884f, -1.9009552f, 0.5830538f], categorical: true);

    /// <summary>The third column is complete here: with missing values XGBoost's default direction contradicts the sums of its sets.</summary>
    [Fact]
    public void Logits_SortedCategories_AreXGBoosts() => Check(Common with { MaxCatToOneHot = 1 }, -40.21528834104538,
        [0.1304369f, -1.9009552f, 0.123831f, 1.4124424f, 0.1304369f, 1.2447622f, -1.9009552f, 1.9237677f, -1.6488402f, -0.826108f, -1.9009552f, 0.582599f], categorical: true, complete: true);

    private static void Check(BoostingOptions options, double sum, float[] first, bool categorical = false, bool complete = false)
    {
        var (features, labels) = Data(categorical, complete);
        var logits = GradientBoostingTrainer.Fit(features, labels, options).Logits(features);
        for (var row = 0; row < first.Length; row++) Assert.Equal(first[row], logits[row], Tolerance);
        Assert.Equal(sum, logits.Sum(logit => (double)logit), Tolerance * logits.Length / 4);
    }

    /// <summary>240 rows of four columns with 17, 12, 7 and 23 values, one in eleven missing; the third may be categorical.</summary>
    private static (FeatureMatrix Features, byte[] Labels) Data(bool categorical, bool complete)
    {
        const int Rows = 240;
        int[] counts = [17, 12, 7, 23];
        var columns = TestData.Columns(4);
        if (categorical) columns[2] = FeatureColumn.Categorical("x3", [.. Enumerable.Range(0, counts[2]).Select(i => $"c{i}")]);
        var values = new float[Rows * 4];
        var labels = new byte[Rows];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                values[(i * 4) + j] = ((i * 31) + (j * 17)) % 11 == 0 ? float.NaN : Value(i, j);
            }
            var a = float.IsNaN(values[i * 4]) ? 0 : values[i * 4];
            var b = float.IsNaN(values[(i * 4) + 1]) ? 4 : values[(i * 4) + 1];
            var c = float.IsNaN(values[(i * 4) + 2]) ? 0 : values[(i * 4) + 2];
            labels[i] = a + (2 * b) - (3 * (c % 3)) + (i * 37 % 19) > 26 ? (byte)1 : (byte)0;
            if (complete) values[(i * 4) + 2] = Value(i, 2);
        }
        return (new FeatureMatrix(columns, values), labels);

        int Value(int i, int j) => ((i * (7919 + (2 * j))) + ((j + 1) * 104729) + (13 * i * i * (j + 1))) % counts[j];
    }
}
