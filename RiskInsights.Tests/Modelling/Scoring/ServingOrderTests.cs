using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Tests.Modelling.Scoring;

public sealed class ServingOrderTests
{
    [Fact]
    public void Of_AfterPromotions_GoesBackThroughThem() =>
        Assert.Equal([3, 1, 2], Order([(3, "champion"), (2, "archived"), (1, "archived")], [(3, 1, "promotion"), (1, 2, "promotion"), (2, null, "first")]));

    /// <summary>After a rollback the version that had been rolled back was the first to stand in, because its number is higher.</summary>
    [Fact]
    public void Of_AfterARollback_TakesWhatWasRolledBackLast() =>
        Assert.Equal(
            [2, 1, 3],
            Order([(3, "archived"), (2, "champion"), (1, "archived")], [(2, 3, "rollback"), (3, 2, "promotion"), (2, 1, "promotion"), (1, null, "first")]));

    [Fact]
    public void Of_RolledBackAndPromotedSince_IsAsGoodAsTheOthers() =>
        Assert.Equal(
            [3, 2, 1],
            Order(
                [(3, "champion"), (2, "archived"), (1, "archived")],
                [(3, 2, "promotion"), (2, 1, "promotion"), (1, 2, "rollback"), (2, 1, "promotion"), (1, null, "first")]));

    /// <summary>Programs before the promotions were kept archived without a row; candidates and challengers never served.</summary>
    [Fact]
    public void Of_VersionsWithoutAPromotion_AreTheOlderPrograms() =>
        Assert.Equal(
            [4, 3, 2, 1],
            Order([(6, "challenger"), (5, "candidate"), (4, "champion"), (3, "archived"), (2, "archived"), (1, "archived")], [(4, 3, "promotion"), (3, 2, "promotion")]));

    private static IEnumerable<int> Order((int Version, string Stage)[] versions, (int Version, int? Replaced, string Kind)[] promotions) => ServingOrder.Of(
        [.. versions.Select(v => new ModelVersion { Version = v.Version, Stage = v.Stage })],
        [.. promotions.Select(p => new Promotion { Version = p.Version, ReplacedVersion = p.Replaced, Kind = p.Kind })]).Select(v => v.Version);
}
