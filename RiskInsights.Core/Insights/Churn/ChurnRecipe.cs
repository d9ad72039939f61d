using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Insights.Churn;

/// <summary>Who will leave: closes the last account, or does nothing by itself for the whole window of 90 days.</summary>
public static class ChurnRecipe
{
    public const string Name = "churn";

    public static ModelRecipe Create() => new()
    {
        Name = Name,
        Features = ChurnFeatures.All,

        // Clients of the bank with an open account who did something themselves within the three months before: who is gone already
        // cannot leave, whether or not the file of clients says when. Who
        // defaulted is a matter of collection, not of keeping: the bank restricts the accounts, and silence there is its own doing.
        Population = c => c.IsThere && c.Accounts() > 0 && c.DaysSinceInitiated is <= 92 && c.Events(EventTypes.Default) == 0,
        Label = o => o.Left || o.ClosedAllAccounts || !o.Initiated,
        Algorithms = [new BoostingAlgorithm(), new RegressionAlgorithm()],
        StartingCosts = new DecisionCosts(Missed: 480, FalseAlarm: 25),
    };
}
