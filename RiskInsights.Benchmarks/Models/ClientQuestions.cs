using System.Diagnostics;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Components.Pages.ClientFile;

namespace RiskInsights.Benchmarks.Models;

/// <summary>What a client's page asks of a model, of clients evenly spread over the ranks.</summary>
internal sealed class ClientQuestions(ImportHost host, ModelRecipe recipe)
{
    private const int Explained = 200;
    private const int Changed = 100;

    /// <summary>So many explanations are looked through for clients who have a line to cross.</summary>
    private const int LookedAt = 2000;

    private const double MostExplanation = 50, MostChanges = 300;

    private readonly ClientExplanations _explanations = host.Get<ClientExplanations>();

    // Of the newest date: the champion's last scoring.
    private const string ClientsSql = """
        SELECT s.client_key
        FROM ml_scores s
        JOIN ml_model_versions v ON v.model_name = s.model_name AND v.version = s.version
        WHERE s.model_name = @modelName AND v.stage = 'champion'
          AND s.as_of_date_key = (SELECT MAX(as_of_date_key) FROM ml_scores WHERE model_name = @modelName)
        ORDER BY s.score_rank
        """;

    public async Task<IReadOnlyList<AskedQuestion>> AskAsync()
    {
        var clients = await host.Database.RowsAsync<int>(ClientsSql, new { modelName = recipe.Name });
        var explanations = new List<double>();
        foreach (var client in Evenly(clients, Explained))
            explanations.Add((await TimedAsync(() => ExplainAsync(client))).Milliseconds);

        var crossing = new List<(ClientExplanation Of, ScoreGoal Goal)>();
        foreach (var client in Evenly(clients, LookedAt))
        {
            if (await ExplainAsync(client) is { } explanation && ScoreGoal.Of(explanation) is { } goal)
                crossing.Add((explanation, goal));
        }

        var changes = new List<double>();
        foreach (var (of, goal) in Evenly(crossing, Changed))
            changes.Add((await TimedAsync(() => ClientExplanations.ChangesAsync(of.Score, goal.Below))).Milliseconds);
        return
        [
            new($"explain a client, {recipe.Name}", MostExplanation, explanations),
            new($"what would change it, {recipe.Name}", MostChanges, changes),
        ];
    }

    // With what the page works out of it.
    private async Task<ClientExplanation?> ExplainAsync(int client)
    {
        var explanation = await _explanations.OfAsync(recipe, client);
        _ = (explanation?.ReasonCodes, explanation?.Points);
        return explanation;
    }

    private static async Task<(T Result, double Milliseconds)> TimedAsync<T>(Func<Task<T>> ask)
    {
        var since = Stopwatch.GetTimestamp();
        var result = await ask();
        return (result, Stopwatch.GetElapsedTime(since).TotalMilliseconds);
    }

    private static IEnumerable<T> Evenly<T>(IReadOnlyList<T> all, int most) =>
        all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)]);
}

/// <param name="Asked">Most milliseconds of the 95th percentile.</param>
/// <param name="Milliseconds">In the order asked: the first finds nothing in memory.</param>
internal sealed record AskedQuestion(string Name, double Asked, IReadOnlyList<double> Milliseconds)
{
    public double First => Milliseconds.Count > 0 ? Milliseconds[0] : double.NaN;

    public double Median => Share(0.5);

    public double P95 => Share(0.95);

    /// <summary>Nothing asked is nothing shown.</summary>
    public bool IsKept => P95 <= Asked;

    private double Share(double share) => Milliseconds.Count > 0 ? Milliseconds.Order().ElementAt((int)(share * (Milliseconds.Count - 1))) : double.NaN;
}
