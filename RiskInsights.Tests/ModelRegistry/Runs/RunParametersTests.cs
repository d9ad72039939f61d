using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Tests.ModelRegistry.Runs;

public sealed class RunParametersTests
{
    [Fact]
    public void Of_AnOptionsRecord_IsFlatWithItsNamesInSnakeCase()
    {
        var parameters = RunParameters.Of(new { MaxDepth = 4, Rate = 0.10m, Grow = DayOfWeek.Monday, On = true, Nothing = (string?)null, Inner = new { MinRows = 2 }, Many = new[] { 1, 2 }, Far = double.PositiveInfinity });
        Assert.Equal(
            ["far=Infinity", "grow=monday", "inner.min_rows=2", "many=[1,2]", "max_depth=4", "on=true", "rate=0.10"],
            parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value.Text}"));
        Assert.Equal((0.1, null, null), (parameters["rate"].Number, parameters["on"].Number, parameters["far"].Number));
    }

    [Fact]
    public void Json_WrittenAndRead_IsTheSame()
    {
        var parameters = RunParameters.Of(new Dictionary<string, object> { ["a"] = 0.1, ["é \"x\""] = "tëxt", ["c"] = 1e300, ["d"] = -5, ["e"] = double.NaN });
        Assert.Equal(parameters, RunParameters.Parse(RunParameters.ToJson(parameters)));
        Assert.Equal("{}", RunParameters.ToJson(RunParameters.Of(new { })));
    }

    [Fact]
    public void Parse_OptionsAsOlderVersionsStoredThem_HasTheSameNames() =>
        Assert.Equal(
            RunParameters.Of(new IsolationForestOptions()),
            RunParameters.Parse(System.Text.Json.JsonSerializer.Serialize(new IsolationForestOptions())));
}
