using System.Collections.Concurrent;
using System.Text.Json;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>
/// Models ready to score, read once: a version never changes. One whose artefact was damaged or altered is never parsed; where
/// that happened to the champion, the newest version that was champion before and is sound serves instead (<see cref="ServingOrder"/>).
/// </summary>
public sealed class LoadedModels(ModelVersions versions, Champions champions)
{
    private readonly ConcurrentDictionary<(string Model, int Version), LoadedModel> _loaded = new();

    /// <summary>What scores now; null before the first sound training, and where no version can be trusted.</summary>
    public async Task<LoadedModel?> ChampionAsync(ModelRecipe recipe, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        string? trouble = null;
        var all = await versions.ListAsync(recipe.Name, cancellation);
        foreach (var version in ServingOrder.Of(all, await champions.HistoryAsync(recipe.Name, cancellation)))
        {
            try
            {
                return (await LoadAsync(recipe, version, cancellation)) with { InsteadOf = trouble };
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                trouble ??= error.Message;
            }
        }

        return null;
    }

    /// <summary>One version; null when there is no such version.</summary>
    /// <exception cref="WarehouseException">It is not what was stored.</exception>
    /// <exception cref="InvalidModelException">It asks for what this program does not compute.</exception>
    public async Task<LoadedModel?> VersionAsync(ModelRecipe recipe, int version, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var found = (await versions.ListAsync(recipe.Name, cancellation)).FirstOrDefault(v => v.Version == version);
        return found is null ? null : await LoadAsync(recipe, found, cancellation);
    }

    /// <summary>One version; null where there is none, or it is not what was stored, or not what this program computes.</summary>
    internal async Task<LoadedModel?> ReadableAsync(ModelRecipe recipe, int version, CancellationToken cancellation)
    {
        try
        {
            return await VersionAsync(recipe, version, cancellation);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            return null;
        }
    }

    private async Task<LoadedModel> LoadAsync(ModelRecipe recipe, ModelVersion version, CancellationToken cancellation)
    {
        if (_loaded.TryGetValue((recipe.Name, version.Version), out var known))
            return known;
        var artefact = await versions.ArtefactAsync(recipe.Name, version.Version, cancellation);
        var model = recipe.Algorithm(version.Algorithm).Read(recipe, artefact);
        var loaded = new LoadedModel(version.Version, version.Algorithm, model)
        {
            Features = JsonSerializer.Deserialize<string[]>(version.Features)!,
            Profile = InputProfile.FromJson(await versions.InputProfileAsync(recipe.Name, version.Version, cancellation)),
        };
        return _loaded.GetOrAdd((recipe.Name, version.Version), loaded);
    }

    private static bool IsUnreadable(Exception error) => error is WarehouseException or InvalidModelException or ArgumentException;
}

/// <param name="Model">Immutable; shared by all who ask.</param>
public sealed record LoadedModel(int Version, string Algorithm, IClientModel Model)
{
    /// <summary>Why this version serves and not the champion; null where it is the champion.</summary>
    public string? InsteadOf { get; init; }

    /// <summary>Names of the inputs it was trained with, in their order.</summary>
    internal string[] Features { get; init; } = [];

    /// <summary>What its inputs looked like in training.</summary>
    internal InputProfile Profile { get; init; } = new([]);

    /// <summary>How its scores keep their inputs.</summary>
    internal StoredInputs Layout(ModelRecipe recipe) => new(recipe, Features);
}
