using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>Scores every client of a recipe as of a date, with the champion or another version.</summary>
public sealed class ModelScoring(WarehouseDatabase warehouse, ModelVersions versions, LoadedModels models, HistoryReader history)
{
    /// <summary>Scores and stores; what the version said of the same date before is replaced. Null where there is nothing to score with or nobody to score.</summary>
    /// <param name="version">Null for the champion.</param>
    /// <param name="asOf">The first of a month with six months of data before it; null for the newest. Only what lies before it is looked at.</param>
    /// <param name="progress">Receives a step's name and the share done, 0 to 1.</param>
    /// <exception cref="ArgumentException">Nobody can be scored as of <paramref name="asOf"/>.</exception>
    /// <exception cref="WarehouseException">The version failed a check and may not score, or it is not what was stored.</exception>
    public async Task<ScoringResult?> ScoreAsync(
        ModelRecipe recipe, int? version, DateOnly? asOf, int threads, Action<string, double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(progress);
        var loaded = version is { } wanted ? await SoundAsync(recipe, wanted, cancellation) : await models.ChampionAsync(recipe, cancellation);
        if (loaded is null || await history.ExtentAsync(cancellation) is not { } extent)
            return null;
        var date = asOf ?? AsOfDates.Newest(extent.Last);
        if (asOf is not null)
            Require(date, AsOfDates.Oldest(extent.First), AsOfDates.Newest(extent.Last));
        progress("job_reading_features", 0);
        var (_, rows) = await TrainingRowsReader.ReadAsync(recipe, history, [], date, _ => { }, cancellation);
        progress("job_scoring", 0.7);
        var batch = ScoreBatch.Of(recipe, loaded, rows!, threads, cancellation);
        progress("job_storing", 0.8);
        await warehouse.WriteAsync(writer => batch.Write(writer, loaded.Version), cancellation);
        return new ScoringResult(loaded.Version, date, batch.Count) { InsteadOf = loaded.InsteadOf };
    }

    /// <summary>What the model would see now, and how far that has moved since the champion was trained; null where there are no transactions.</summary>
    public async Task<InputState?> InputsAsync(ModelRecipe recipe, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (await history.ExtentAsync(cancellation) is not { } extent)
            return null;
        var (_, rows) = await TrainingRowsReader.ReadAsync(recipe, history, [], AsOfDates.Newest(extent.Last), _ => { }, cancellation);
        var champion = (await versions.ChampionAsync(recipe.Name, cancellation))?.Version;
        var profile = champion is { } version ? InputProfile.FromJson(await versions.InputProfileAsync(recipe.Name, version, cancellation)) : null;
        return InputState.Of(rows!, champion, profile);
    }

    private async Task<LoadedModel?> SoundAsync(ModelRecipe recipe, int version, CancellationToken cancellation)
    {
        var stored = (await versions.ListAsync(recipe.Name, cancellation)).FirstOrDefault(v => v.Version == version);
        return stored is { Stage: ModelStage.Candidate }
            ? throw new WarehouseException($"Version {version} of model {recipe.Name} failed a check (leakage) and can never score. Name another version.")
            : await models.VersionAsync(recipe, version, cancellation);
    }

    private static void Require(DateOnly date, DateOnly oldest, DateOnly newest)
    {
        if (date.Day != 1 || date < oldest || date > newest)
            throw new ArgumentException($"Nobody can be scored as of {date:yyyy-MM-dd}: with this data it is the first of a month from {oldest:yyyy-MM-dd} to {newest:yyyy-MM-dd}.", nameof(date));
    }
}

/// <param name="Clients">How many were scored.</param>
public sealed record ScoringResult(int Version, DateOnly AsOf, int Clients)
{
    /// <inheritdoc cref="LoadedModel.InsteadOf"/>
    public string? InsteadOf { get; init; }
}
