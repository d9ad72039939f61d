using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Tests.Components;

/// <summary>Reports for the parts of the default model's page: 100 test rows, 10 defaults, three thresholds.</summary>
internal static class SampleReports
{
    public static ModelEvaluation Evaluation => Modelling.Evaluation.SmallEvaluation.Of();

    private static readonly ModelRecipe Recipe = DefaultRecipe.Create();

    /// <summary>A champion v3 with an archived v2 before it.</summary>
    public static ModelReport Champion => new()
    {
        Recipe = Recipe,
        Versions = [Version(3, "champion", 0.8), Version(2, "archived", 0.75)],
        Shown = Version(3, "champion", 0.8),
        Evaluation = Evaluation,
        Before = Version(2, "archived", 0.75),
        BeforeEvaluation = Evaluation with { Auc = new(0.75, 0.65, 0.85), Brier = new(0.075, 0.06, 0.09) },
        ScoredAsOf = new DateOnly(2025, 1, 1),
    };

    /// <summary>The first version ever.</summary>
    public static ModelReport First => Champion with { Versions = [Champion.Versions[0]], Before = null, BeforeEvaluation = null };

    /// <summary>A newest version v4 that a feature gives away; v3 is still champion.</summary>
    public static ModelReport Leaking(bool shown)
    {
        var leaking = Version(4, "candidate", 0.999);
        IReadOnlyList<LeakingFeature> leaks = [new LeakingFeature("card_blocks_365d", 0.9987)];
        var report = Champion with { Versions = [leaking, .. Champion.Versions], RefusedLeaks = leaks };
        return shown
            ? report with { Shown = leaking, ScoredAsOf = null, Evaluation = Evaluation with { Leaks = leaks } }
            : report;
    }

    private static ListedVersion Version(int version, string stage, double auc) =>
        new(version, stage, "logistic_regression", "Ana Morel", new DateTimeOffset(2025, 1, version, 8, 0, 0, TimeSpan.Zero), 23, auc);
}
