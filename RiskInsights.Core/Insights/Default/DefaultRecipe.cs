using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Insights.Default;

/// <summary>Who will not pay: a default, by 90 days past due or by the bank's record, within 90 days.</summary>
public static class DefaultRecipe
{
    public const string Name = "default";

    public static ModelRecipe Create() => new()
    {
        Name = Name,
        Features = DefaultFeatures.All,

        // Clients of the bank who used it within twelve months and never defaulted.
        Population = c => c.IsThere && c.Sum(MonthFigure.TransactionCount, 12) > 0 && c.Events(EventTypes.Default) == 0,
        Label = o => o.Has(EventTypes.Default),
        Algorithms = [new ScorecardAlgorithm(), new BoostingAlgorithm(), new RegressionAlgorithm()],
        StartingCosts = new DecisionCosts(Missed: 8400, FalseAlarm: 620),
    };
}
