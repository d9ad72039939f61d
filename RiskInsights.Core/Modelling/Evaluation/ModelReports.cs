using System.Collections.Concurrent;
using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>What a model's page asks: how good a version is, beside what, and whether it may go into service.</summary>
public sealed class ModelReports(WarehouseDatabase warehouse, ModelVersions versions, Champions champions)
{
    private const string AsOfSql = """
        SELECT MAX(as_of_date_key) FROM ml_scores WHERE model_name = @modelName AND version = @version
        """;

    private const string DriftSql = """
        SELECT feature, psi, missing_before, missing_now
        FROM ml_input_drift
        WHERE model_name = @modelName AND version = @version
          AND as_of_date_key = (SELECT MAX(as_of_date_key) FROM ml_input_drift WHERE model_name = @modelName AND version = @version)
        ORDER BY psi DESC
        """;

    // What two versions said of their tests never changes: every open page asks for it after every training.
    private readonly ConcurrentDictionary<(string Model, int Version, int Other), PairedAuc?> _paired = new();

    /// <summary>A version with what it is measured against; null before the first training.</summary>
    /// <param name="version">The version to look at; the champion by default and where there is no such version.</param>
    public async Task<ModelReport?> ReportAsync(ModelRecipe recipe, int? version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var stored = await versions.ListAsync(recipe.Name, cancellation);
        IReadOnlyList<ListedVersion> all = [.. stored.Select(ListedVersion.Of).Where(v => !v.IsOutdated)];
        if (ModelReport.Choose(all, version) is not { } shown || await EvaluationAsync(recipe, shown.Version, cancellation) is not { } evaluation)
            return null;
        var before = ModelReport.Rival(all, shown);
        var refused = ModelReport.RefusedOf(all);
        var drift = await DriftAsync(recipe, shown.Version, cancellation);
        return new ModelReport
        {
            Recipe = recipe,
            Versions = all,
            ChampionVersion = stored.FirstOrDefault(v => v.Stage is ModelStage.Champion)?.Version,
            Shown = shown,
            Evaluation = evaluation,
            Parameters = JsonSerializer.Deserialize<Dictionary<string, double>>(stored.First(v => v.Version == shown.Version).Parameters)!,
            Before = before,
            BeforeEvaluation = before is null ? null : await EvaluationAsync(recipe, before.Version, cancellation),
            Paired = before is null ? null : await PairedAsync(recipe, shown.Version, before.Version, cancellation),
            RefusedLeaks = refused is null ? [] : (await EvaluationAsync(recipe, refused.Version, cancellation))!.Leaks,
            ScoredAsOf = await AsOfAsync(recipe, shown.Version, cancellation),
            LargestDrift = drift.Count == 0 ? null : drift[0].Psi,
            Promotions = await champions.HistoryAsync(recipe.Name, cancellation),
        };
    }

    /// <summary>Null when there is no such version, or an older program made it.</summary>
    public async Task<ModelEvaluation?> EvaluationAsync(ModelRecipe recipe, int version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var known = (await versions.ListAsync(recipe.Name, cancellation)).Any(v => v.Version == version && v.EvaluationFormat == ModelEvaluation.Format);
        return known && await versions.EvaluationAsync(recipe.Name, version, cancellation) is { } json ? ModelEvaluation.FromJson(json) : null;
    }

    /// <summary>The date that a version's newest scores look from; null when it has none.</summary>
    public async Task<DateOnly?> AsOfAsync(ModelRecipe recipe, int version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return await warehouse.RowAsync<int?>(AsOfSql, new { modelName = recipe.Name, version }, cancellation) is { } key ? TimeDimension.DateOf(key) : null;
    }

    /// <summary>How far the inputs of a version's newest scores have moved from training, most moved first.</summary>
    public async Task<IReadOnlyList<InputDriftRow>> DriftAsync(ModelRecipe recipe, int version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return await warehouse.RowsAsync<InputDriftRow>(DriftSql, new { modelName = recipe.Name, version }, cancellation);
    }

    /// <summary>DeLong's test of a version less another on the rows that both were tested on; null where they share too few.</summary>
    public async Task<PairedAuc?> PairedAsync(ModelRecipe recipe, int version, int other, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (_paired.TryGetValue((recipe.Name, version, other), out var known))
            return known;
        var mine = await versions.TestScoresAsync(recipe.Name, version, cancellation);
        var theirs = await versions.TestScoresAsync(recipe.Name, other, cancellation);
        if (mine is null || theirs is null)
            return null;

        // Hundreds of thousands of rows are unpacked and sorted: not on the caller's thread, which may be a page's.
        return await Task.Run(() => TestScores.FromBytes(mine).Against(TestScores.FromBytes(theirs), isNewer: version > other), cancellation);
    }
}

/// <summary>How far one input has moved.</summary>
public sealed record InputDriftRow
{
    public string Feature { get; init; } = "";

    /// <summary>Population stability index, at least 0.</summary>
    public double Psi { get; init; }

    /// <summary>Share of unknown values in training, 0 to 1.</summary>
    public double MissingBefore { get; init; }

    public double MissingNow { get; init; }
}
