using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>A regression's view of the inputs: those that it reads, each on its scale.</summary>
internal sealed class InputScaling(ModelRecipe recipe, InputSelection inputs)
{
    private readonly FeatureScale[] _scales = Array.ConvertAll(inputs.Columns, c => recipe.Feature(c.Name).Scale);

    public InputSelection Inputs => inputs;

    public FeatureMatrix Of(FeatureMatrix rows)
    {
        var selected = inputs.Select(rows);
        var values = selected.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] = Scaled(values[i], _scales[i % _scales.Length]);
        return new FeatureMatrix(inputs.Columns, values);
    }

    /// <param name="buffer">Room for the model's row, which is given back.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> row, Span<float> buffer)
    {
        inputs.Gather(row, buffer).CopyTo(buffer);
        for (var i = 0; i < _scales.Length; i++)
            buffer[i] = Scaled(buffer[i], _scales[i]);
        return buffer[.._scales.Length];
    }

    private static float Scaled(float value, FeatureScale scale) => scale switch
    {
        _ when float.IsNaN(value) => value,
        FeatureScale.Root => (float)(Math.Sign(value) * Math.Sqrt(Math.Abs((double)value))),
        FeatureScale.Log => (float)(Math.Sign(value) * Math.Log(1 + Math.Abs((double)value))),
        _ => value,
    };
}
