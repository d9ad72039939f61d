namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>The recipes there are, in the order of the pages.</summary>
public sealed class ModelRecipes(IEnumerable<ModelRecipe> recipes)
{
    public IReadOnlyList<ModelRecipe> All { get; } = [.. recipes];

    /// <summary>Null when there is no such recipe: a name from a URL or a file.</summary>
    public ModelRecipe? Find(string? name) => All.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal));

    /// <exception cref="ArgumentException">No such recipe.</exception>
    public ModelRecipe this[string name] =>
        Find(name) ?? throw new ArgumentException($"There is no model {name}; there are {string.Join(", ", All.Select(r => r.Name))}.", nameof(name));
}
