using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;

namespace RiskInsights.Tests.ModelRegistry.Runs;

public sealed class RunQueryTests
{
    // auc 0.8, brier 0.05, max_depth 4, learning_rate 0.1, objective logistic; 42 seconds long; no version, no message.
    private static readonly StoredRun Run = SomeRuns.Stored(
        SomeRuns.Default(0.8) with { Metrics = new Dictionary<string, double> { ["auc"] = 0.8, ["brier"] = 0.05, ["version"] = 7, ["log loss"] = double.NaN } });

    [Theory]
    [InlineData("auc > 0.7", true)]
    [InlineData("auc > 0.8", false)]
    [InlineData("auc >= 0.8", true)]
    [InlineData("auc<0.9", true)]
    [InlineData("max_depth = 4", true)]
    [InlineData("max_depth = 4.0", true)]
    [InlineData("max_depth != 4", false)]
    [InlineData("auc > 0.7 and max_depth = 4", true)]
    [InlineData("auc > 0.7 AND max_depth = 5", false)]
    [InlineData("auc > 0.9 or max_depth = 4 and brier < 0.1", true)]
    [InlineData("(auc > 0.9 or max_depth = 4) and brier > 0.1", false)]
    [InlineData("not auc > 0.9", true)]
    [InlineData("not (auc > 0.7 and max_depth = 4)", false)]
    [InlineData("not not auc > 0.7", true)]
    [InlineData("learning_rate = 1e-1", true)]
    [InlineData("auc > -1", true)]
    [InlineData("objective = Logistic", true)]
    [InlineData("objective ~ 'LOGI'", true)]
    [InlineData("objective ~ \"tic\"", true)]
    [InlineData("objective != tree", true)]
    [InlineData("params.max_depth = 4", true)]
    [InlineData("metrics.auc = 0.8", true)]
    [InlineData("metrics.version = 7", true)]
    [InlineData("model = default and status = finished and kind = training", true)]
    [InlineData("by = ada", true)]
    [InlineData("run = 1", true)]
    [InlineData("seconds = 42", true)]
    [InlineData("started >= 2025-06-30 and started < 2025-07-01", true)]
    [InlineData("started > 2025-07", false)]
    [InlineData("'max_depth' = 4", true)]
    [InlineData("max_depth = '4'", true)]
    [InlineData("auc > high", false)]
    [InlineData("objective > 3", false)]
    [InlineData("version = 7", false)]
    [InlineData("message ~ rows", false)]
    [InlineData("unheard_of != 3", false)]
    [InlineData("not unheard_of = 3", true)]
    [InlineData("'log loss' < 1", false)]
    [InlineData("'log loss' >= 1", false)]
    [InlineData("'log loss' = NaN", false)]
    public void Query_OverARun_MatchesAsItReads(string text, bool matches) => Assert.Equal(matches, RunQuery.Parse(text)!.Matches(Run));

    [Theory]
    [InlineData("> 0.8", RunQueryError.NameExpected, 1, ">")]
    [InlineData("auc > 0.8 and", RunQueryError.NameExpected, 14, "")]
    [InlineData("auc > 0.8 and and", RunQueryError.NameExpected, 15, "and")]
    [InlineData("auc 0.8", RunQueryError.OperatorExpected, 5, "0.8")]
    [InlineData("auc", RunQueryError.OperatorExpected, 4, "")]
    [InlineData("auc ! 0.8", RunQueryError.OperatorExpected, 5, "!")]
    [InlineData("auc ) 0.8", RunQueryError.OperatorExpected, 5, ")")]
    [InlineData("auc > ", RunQueryError.ValueExpected, 7, "")]
    [InlineData("auc > > 1", RunQueryError.ValueExpected, 7, ">")]
    [InlineData("auc > and", RunQueryError.ValueExpected, 7, "and")]
    [InlineData("auc > 0.8 max_depth = 4", RunQueryError.JoinExpected, 11, "max_depth")]
    [InlineData("auc > 0.8)", RunQueryError.JoinExpected, 10, ")")]
    [InlineData("auc > 0.8; drop", RunQueryError.JoinExpected, 10, ";")]
    [InlineData("a = 1 and (b = 2", RunQueryError.NotClosed, 11, "(")]
    [InlineData("(b = 2 c", RunQueryError.JoinExpected, 8, "c")]
    [InlineData("a = 'b", RunQueryError.TextNotClosed, 5, "'b")]
    public void Query_ThatIsNone_NamesThePlaceAndTheRule(string text, RunQueryError error, int position, string found)
    {
        var refusal = Assert.Throws<RunQueryException>(() => RunQuery.Parse(text));
        Assert.Equal((error, position, found), (refusal.Error, refusal.Position, refusal.Found));
        Assert.StartsWith($"Filter, character {position}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Query_Blank_IsNone(string? text) => Assert.Null(RunQuery.Parse(text));

    // Such texts once could end the program: a stack has no exception that can be caught.
    [Fact]
    public void Query_TooLongOrTooDeep_IsRefused()
    {
        Assert.Equal(RunQueryError.TooDeep, Assert.Throws<RunQueryException>(() => RunQuery.Parse(new string('(', 400))).Error);
        Assert.Equal(RunQueryError.TooDeep, Assert.Throws<RunQueryException>(() => RunQuery.Parse(string.Concat(Enumerable.Repeat("not ", 100)))).Error);
        Assert.Equal(RunQueryError.TooLong, Assert.Throws<RunQueryException>(() => RunQuery.Parse(new string('a', RunQuery.Longest + 1))).Error);
        Assert.NotNull(RunQuery.Parse(new string('(', 30) + "a = 1" + new string(')', 30)));
    }

    [Fact]
    public void Names_OfAQuery_KeepTheirPlaces() =>
        Assert.Equal([new RunQueryName("auc", 1), new RunQueryName("b", 12)], RunQuery.Parse("auc>1 and (b=2)")!.Names);
}
