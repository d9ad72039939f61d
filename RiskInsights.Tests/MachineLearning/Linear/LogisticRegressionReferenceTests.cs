using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Tests.MachineLearning.Linear;

/// <summary>Against scikit-learn's stored outputs; Reference/logistic_regression.py says how they were made.</summary>
public sealed class LogisticRegressionReferenceTests
{
    private static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllBytes(Repository.Path("RiskInsights.Tests", "Reference", "logistic_regression.json"))).RootElement;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Coefficients_ReferenceData_EqualScikitLearn(int fit)
    {
        var expected = Reference.GetProperty("fits")[fit];
        var (features, labels) = Data();
        var model = LogisticRegressionTrainer.Fit(features, labels, new LogisticRegressionOptions
        {
            RegLambda = 1 / expected.GetProperty("C").GetDouble(),
            BalanceClasses = expected.GetProperty("balanced").GetBoolean(),
        });

        Assert.True(model.Summary.Converged);
        // Inputs are standardised into 32-bit numbers, which moves a coefficient by about 1e-8.
        SameCoefficients(expected, model, 1e-6);
        var probabilities = model.Probabilities(features);
        var row = 0;
        foreach (var probability in expected.GetProperty("probabilities").EnumerateArray())
            Assert.Equal(probability.GetDouble(), probabilities[row++], 1e-6);
        Assert.Equal(features.Rows, row);
    }

    /// <summary>Lasso and elastic net; saga's own tolerance leaves about 1e-7.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 2)]
    public void Coefficients_WithL1_EqualScikitLearn(int fit, int zeros)
    {
        var expected = Reference.GetProperty("sparse")[fit];
        double c = expected.GetProperty("C").GetDouble(), share = expected.GetProperty("l1_ratio").GetDouble();
        var (features, labels) = Data();
        var model = LogisticRegressionTrainer.Fit(features, labels, new LogisticRegressionOptions { RegAlpha = share / c, RegLambda = (1 - share) / c });
        Assert.True(model.Summary.Converged);
        SameCoefficients(expected, model, 1e-5);
        Assert.Equal(zeros, model.Terms.Count(term => term.Coefficient == 0));
        Assert.All(model.Terms, term => Assert.Null(term.StandardError));
    }

    private static void SameCoefficients(JsonElement expected, LogisticRegressionModel model, double tolerance)
    {
        // scikit-learn's order: the three numbers, the indicator of the second, the categories.
        var order = new[] { "balance", "age", "ratio", "age (missing)", "segment = a", "segment = b", "segment = c" };
        var fitted = model.Terms.ToDictionary(term => term.Name, term => term.Coefficient);
        var coefficients = Array.ConvertAll(order, name => fitted[name]);
        var wanted = expected.GetProperty("coefficients").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        for (var j = 0; j < wanted.Length; j++) Assert.Equal(wanted[j], coefficients[j], tolerance);
    }

    private static (FeatureMatrix Features, byte[] Labels) Data()
    {
        FeatureColumn[] columns =
        [
            FeatureColumn.Numeric("balance"), FeatureColumn.Numeric("age"), FeatureColumn.Numeric("ratio"),
            FeatureColumn.Categorical("segment", "a", "b", "c"),
        ];
        var values = Reference.GetProperty("rows").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(cell => cell.ValueKind == JsonValueKind.Null ? float.NaN : cell.GetSingle()));
        var labels = Reference.GetProperty("labels").EnumerateArray().Select(label => label.GetByte());
        return (new FeatureMatrix(columns, [.. values]), [.. labels]);
    }
}
