using System.Text.Json;
using RiskInsights.Core.MachineLearning.Calibration;

namespace RiskInsights.Tests.MachineLearning.Calibration;

/// <summary>Against scikit-learn's stored outputs; Reference/calibration.py says how they were made.</summary>
public sealed class CalibrationReferenceTests
{
    private static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllBytes(Repository.Path("RiskInsights.Tests", "Reference", "calibration.json"))).RootElement;

    private static readonly double[] Scores = Numbers(Reference, "scores");
    private static readonly byte[] Labels = Array.ConvertAll(Numbers(Reference, "labels"), label => (byte)label);
    private static readonly double[] At = Numbers(Reference, "at");

    [Fact]
    public void Platt_ReferenceData_EqualsScikitLearn()
    {
        var expected = Reference.GetProperty("platt");
        var platt = PlattCalibration.Fit(Scores, Labels);
        // scikit-learn stops at a gradient of 1e-5 (BFGS), which leaves about 1e-6 in the numbers; ours goes to the end.
        Assert.Equal(expected.GetProperty("a").GetDouble(), platt.A, 1e-5);
        Assert.Equal(expected.GetProperty("b").GetDouble(), platt.B, 1e-5);
        Same(Numbers(expected, "predicted"), Array.ConvertAll(At, platt.Probability), 1e-6);
    }

    [Theory]
    [InlineData("isotonic")]
    [InlineData("weighted")]
    public void Isotonic_ReferenceData_EqualsScikitLearn(string fit)
    {
        var expected = Reference.GetProperty(fit);
        var isotonic = IsotonicCalibration.Fit(Scores, Labels, fit == "weighted" ? Numbers(Reference, "weights") : []);
        // Sums are added in another order: the last bits may differ.
        Same(Numbers(expected, "scores"), [.. isotonic.Scores], 0);
        Same(Numbers(expected, "probabilities"), [.. isotonic.Probabilities], 1e-14);
        Same(Numbers(expected, "predicted"), Array.ConvertAll(At, isotonic.Probability), 1e-13);
    }

    private static void Same(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - tolerance, expected[i] + tolerance);
    }

    private static double[] Numbers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
