using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>A recipe's population on one date: who, and their features.</summary>
/// <param name="ClientKeys">One for each row, ascending.</param>
internal sealed record ClientRows(DateOnly AsOf, int[] ClientKeys, FeatureMatrix Features)
{
    public static ClientRows Of(ModelRecipe recipe, HistoryStop stop)
    {
        var (keys, features) = (new List<int>(), new FeatureMatrixBuilder(recipe.Columns));
        Each(recipe, stop, (history, row) =>
        {
            keys.Add(history.ClientKey);
            features.Add(row);
        });
        return new ClientRows(stop.Date, [.. keys], features.Build());
    }

    /// <summary>Hands every client of the population to <paramref name="take"/>, with the row, which is written over afterwards.</summary>
    public static void Each(ModelRecipe recipe, HistoryStop stop, Action<ClientHistory, float[]> take)
    {
        var history = stop.History();
        var row = new float[recipe.Columns.Length];
        for (var client = 0; client < stop.Book.Clients.Count; client++)
        {
            history.Client = client;
            if (!recipe.Population(history))
                continue;
            recipe.Fill(history, row);
            take(history, row);
        }
    }
}
