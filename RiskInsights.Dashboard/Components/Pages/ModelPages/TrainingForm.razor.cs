using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>Puts a training request together. What is not touched keeps the algorithm's default.</summary>
public sealed partial class TrainingForm
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);
    private string? _algorithm;
    private decimal? _seed = 0;

    [Parameter, EditorRequired] public ModelRecipe Recipe { get; set; } = null!;

    /// <summary>The request as it stands; null while a field holds what cannot be trained with.</summary>
    [Parameter] public EventCallback<TrainingRequest?> OnRequest { get; set; }

    private IModelAlgorithm Algorithm => Recipe.Algorithm(_algorithm);

    private IReadOnlyList<(string Value, string Text)> Algorithms => [.. Recipe.Algorithms.Select(a => (a.Name, T["Algorithm." + a.Name].Value))];

    private decimal ValueOf(AlgorithmOption option) => (decimal)_values.GetValueOrDefault(option.Name, option.Default);

    private string Range(AlgorithmOption option) => T["Training.Range", Plain(option.Least), Plain(option.Most), Plain(option.Default)];

    private Task ChooseAsync(string? algorithm)
    {
        _algorithm = algorithm;
        _values.Clear();
        _wrong.RemoveWhere(name => name is not "seed");
        return TellAsync();
    }

    private Task SetAsync(AlgorithmOption option, decimal? value)
    {
        if (value is { } given)
            _values[option.Name] = (double)given;
        else
            _values.Remove(option.Name);
        return TellAsync();
    }

    private Task SeedAsync(decimal? seed)
    {
        _seed = seed ?? 0;
        return TellAsync();
    }

    private Task WrongAsync(string name, bool wrong)
    {
        _ = wrong ? _wrong.Add(name) : _wrong.Remove(name);
        return TellAsync();
    }

    private Task TellAsync() => OnRequest.InvokeAsync(_wrong.Count > 0 ? null : new TrainingRequest
    {
        Algorithm = Algorithm.Name,
        Parameters = new Dictionary<string, double>(_values, StringComparer.Ordinal),
        Seed = (int)(_seed ?? 0),
    });

    /// <summary>All digits and no more: 0.04, 600, 1.00B.</summary>
    private string Plain(double value) => Format.NumberShort((decimal)value) is var text && value == Math.Floor(value) ? text : Format.Number((decimal)value, ((decimal)value).Scale);
}
