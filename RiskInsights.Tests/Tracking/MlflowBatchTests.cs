using System.Text.Json;
using RiskInsights.Core.Tracking;

namespace RiskInsights.Tests.Tracking;

public sealed class MlflowBatchTests
{
    [Fact]
    public void Batches_OfFewThings_AreOne()
    {
        var batch = Assert.Single(MlflowBatch.Of([new("auc", 0.8, 1, 0)], [new("depth", "4")], [new("tag", "x")]));
        Assert.Equal((1, 1, 1), (batch.Metrics.Count, batch.Params.Count, batch.Tags.Count));
        Assert.Empty(MlflowBatch.Of([], [], []));
    }

    [Theory]
    [InlineData(1000, 0, 0, 1)]
    [InlineData(1001, 0, 0, 2)]
    [InlineData(0, 100, 0, 1)]
    [InlineData(0, 101, 0, 2)]
    [InlineData(0, 0, 100, 1)]
    [InlineData(0, 0, 101, 2)]
    [InlineData(950, 100, 0, 2)]
    [InlineData(800, 100, 100, 1)]
    [InlineData(2500, 250, 130, 6)]
    public void Batches_OfMany_StayWithinEachLimitAndLoseNothing(int metrics, int parameters, int tags, int calls)
    {
        var batches = MlflowBatch.Of(
            Enumerable.Range(0, metrics).Select(i => new MlflowMetric($"m{i}", i, 1, 0)),
            Enumerable.Range(0, parameters).Select(i => new MlflowText($"p{i}", "v")),
            Enumerable.Range(0, tags).Select(i => new MlflowText($"t{i}", "v"))).ToList();
        Assert.Equal(calls, batches.Count);
        Assert.All(batches, b => Assert.True(b.Metrics.Count + b.Params.Count + b.Tags.Count <= 1000 && b.Params.Count <= 100 && b.Tags.Count <= 100));
        Assert.Equal(Enumerable.Range(0, metrics).Select(i => $"m{i}"), batches.SelectMany(b => b.Metrics).Select(m => m.Key));
        Assert.Equal(Enumerable.Range(0, parameters).Select(i => $"p{i}"), batches.SelectMany(b => b.Params).Select(p => p.Key));
        Assert.Equal(Enumerable.Range(0, tags).Select(i => $"t{i}"), batches.SelectMany(b => b.Tags).Select(t => t.Key));
    }

    // Letters outside ASCII are six bytes each in JSON.
    [Fact]
    public void Batches_OfLongTexts_StayUnderAMegabyte()
    {
        var batches = MlflowBatch.Of([], [], Enumerable.Range(0, 100).Select(i => new MlflowText($"t{i}", new string('é', 6000)))).ToList();
        Assert.True(batches.Count > 1);
        Assert.All(batches, b => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(new { run_id = new string('0', 32), b.Metrics, b.Params, b.Tags }, MlflowJson.Options).Length, 1, 1_000_000));
        Assert.Equal(100, batches.Sum(b => b.Tags.Count));
        Assert.All(batches.SelectMany(b => b.Tags), t => Assert.Equal(MlflowBatch.LongestTag, t.Value.Length));
    }

    [Theory]
    [InlineData("inner.max_depth", "inner.max_depth")]
    [InlineData("größe (%)", "gr__e ___")]
    public void Names_OfAnyKind_AreSuchAsMlflowTakes(string name, string key) => Assert.Equal(key, MlflowBatch.Key(name));

    [Fact]
    public void Cut_InTheMiddleOfACharacter_LeavesItOut() => Assert.Equal("a", MlflowBatch.Cut("a😀b", 2));

    [Fact]
    public void Numbers_ThatJsonLacks_AreTexts() =>
        Assert.Equal(
            """[{"key":"a","value":"NaN","timestamp":1,"step":0},{"key":"b","value":"-Infinity","timestamp":1,"step":0}]""",
            JsonSerializer.Serialize<MlflowMetric[]>([new("a", double.NaN, 1, 0), new("b", double.NegativeInfinity, 1, 0)], MlflowJson.Options));

    [Theory]
    [InlineData("mlflow-artifacts:/1/abc/artifacts", "1/abc/artifacts")]
    [InlineData("mlflow-artifacts://mlflow.bank.example:5000/1/abc/artifacts", "1/abc/artifacts")]
    [InlineData("s3://bucket/1/abc/artifacts", null)]
    [InlineData("/mlruns/1/abc/artifacts", null)]
    [InlineData("mlflow-artifacts://host", null)]
    public void ArtefactPath_OfARun_IsWhatTheServerTakesFilesUnder(string uri, string? path) => Assert.Equal(path, new MlflowRun("1", "abc", uri).ArtefactPath);
}
