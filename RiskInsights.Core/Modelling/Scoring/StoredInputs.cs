using System.Runtime.InteropServices;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>
/// What a client was scored on, as it is stored: in the order of the version's own features, which another program's recipe need
/// not have. What one of them does not know is NaN in the other.
/// </summary>
internal sealed class StoredInputs(ModelRecipe recipe, string[] features)
{
    private readonly int[] _places = [.. recipe.Columns.Select(c => Array.IndexOf(features, c.Name))];

    /// <summary>How many numbers are stored of a client.</summary>
    public int Width => features.Length;

    /// <summary>From the version's order to today's recipe's.</summary>
    public float[] RowOf(byte[] inputs)
    {
        var stored = MemoryMarshal.Cast<byte, float>(inputs);
        var row = new float[_places.Length];
        for (var i = 0; i < row.Length; i++)
            row[i] = _places[i] >= 0 && _places[i] < stored.Length ? stored[_places[i]] : float.NaN;
        return row;
    }

    /// <summary>From today's recipe's order to the version's.</summary>
    /// <param name="stored"><see cref="Width"/> of them.</param>
    public void Store(ReadOnlySpan<float> row, Span<float> stored)
    {
        stored.Fill(float.NaN);
        for (var i = 0; i < row.Length; i++)
        {
            if (_places[i] >= 0)
                stored[_places[i]] = row[i];
        }
    }
}
