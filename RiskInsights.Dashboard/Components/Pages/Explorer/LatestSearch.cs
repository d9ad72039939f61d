using System.Text.Json;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>What the last search for anomalies left.</summary>
/// <param name="Model">The version that scored; null before the first search.</param>
/// <param name="Ready">Transactions that a search would score.</param>
/// <param name="Scored">Transactions that were scored.</param>
/// <param name="Lines">The lowest listed score for each of <see cref="Contaminations"/>.</param>
public sealed record LatestSearch(ModelVersion? Model, long Ready, int Scored, IReadOnlyList<double> Lines)
{
    /// <summary>The shares that the slider offers, 0.1 % to 5 %: finer where fewer are listed.</summary>
    public static IReadOnlyList<double> Contaminations { get; } =
        [0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05];

    /// <summary>Lowest and highest score of all, for the axis.</summary>
    public (double Lowest, double Highest) Scores
    {
        get
        {
            var metrics = Model is null ? null : JsonSerializer.Deserialize<Dictionary<string, double>>(Model.Metrics);
            return (metrics?.GetValueOrDefault("score_min", 0.3) ?? 0.3, metrics?.GetValueOrDefault("score_max", 1) ?? 1);
        }
    }

    /// <summary>The line at a share: where the address holds one that the slider does not offer, the nearest that it does.</summary>
    public double LineAt(double contamination) => Lines[StepOf(contamination)];

    public static int StepOf(double contamination) =>
        Enumerable.Range(0, Contaminations.Count).MinBy(i => Math.Abs(Contaminations[i] - contamination));

    public static async Task<LatestSearch> ReadAsync(AnomalyRepository anomalies, CancellationToken cancellation)
    {
        var ready = await anomalies.ReadyAsync(cancellation);
        if (await anomalies.ChampionAsync(cancellation) is not { } model)
            return new LatestSearch(null, ready, 0, []);
        var scored = await anomalies.ScoredAsync(model.Version, cancellation);
        return new LatestSearch(model, ready, scored, await anomalies.ScoresAtAsync(model.Version, Contaminations, cancellation));
    }
}
