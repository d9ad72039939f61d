using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Tests.ModelRegistry.Runs;

public sealed class RunListTests
{
    private static readonly StoredRun Search = SomeRuns.Stored(SomeRuns.Default(0.8), 4);
    private static readonly StoredRun First = Trial(2, Search.RunId);
    private static readonly StoredRun Second = Trial(3, Search.RunId);
    private static readonly StoredRun Orphan = Trial(1, "a search that is still running");

    private static StoredRun Trial(long number, string parent) =>
        SomeRuns.Stored(SomeRuns.Default(0.7) with { Kind = RunKind.Trial, ParentRunId = parent }, number);

    private static RunList List(params StoredRun[] runs) => new() { Runs = runs, Total = runs.Length, Models = [], ParameterNames = [], VaryingParameters = [], MetricNames = [] };

    [Fact]
    public void Folded_SearchThatIsClosed_HidesItsTrialsAndCountsThem() =>
        Assert.Equal([new RunLine(Search, 2, false, false), new RunLine(Orphan, 0, false, false)], List(Search, Second, First, Orphan).Folded(new HashSet<long>()));

    [Fact]
    public void Folded_SearchThatIsOpen_HasItsTrialsAfterItInTheListsOrder() =>
        Assert.Equal(
            [(4, 2, true, false), (3, 0, false, true), (2, 0, false, true), (1, 0, false, false)],
            List(Second, Search, Orphan, First).Folded(new HashSet<long> { 4, 1 }).Select(l => ((int)l.Run.Number, l.Trials, l.IsOpen, l.IsUnder)));

    [Fact]
    public void Folded_TrialsWhoseSearchIsFilteredAway_StandByThemselves() =>
        Assert.Equal([2L, 3L], List(First, Second).Folded(new HashSet<long>()).Select(l => l.Run.Number));
}
