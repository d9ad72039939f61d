using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>The line that a change is to cross.</summary>
/// <param name="Below">Probability that it is to fall below, in (0, 1).</param>
/// <param name="Band">The band that begins there; null where the line is the cheapest threshold.</param>
public sealed record ScoreGoal(double Below, Band? Band)
{
    public static bool HasBands(ClientExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return string.Equals(explanation.Score.Recipe.Name, DefaultRecipe.Name, StringComparison.Ordinal);
    }

    /// <summary>The next better band of a default, the cheapest threshold of any other model; null where the client is there already.</summary>
    public static ScoreGoal? Of(ClientExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var probability = explanation.Score.Probability;
        if (!HasBands(explanation))
            return explanation.CheapestThreshold is { } cheapest and > 0 and < 1 && probability >= cheapest ? new ScoreGoal(cheapest, null) : null;
        var band = Bands.Of(probability);
        return Bands.Range(band).AtLeast is { } limit ? new ScoreGoal(limit, band - 1) : null;
    }
}
