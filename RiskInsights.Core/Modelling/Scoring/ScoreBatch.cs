using System.Runtime.InteropServices;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>The scores of a whole population on one date, with what each was scored on and how far the inputs have moved.</summary>
internal sealed class ScoreBatch
{
    private const string ForgetSql = """
        DELETE FROM ml_scores WHERE model_name = @modelName AND version = @version AND as_of_date_key = @asOf
        """;

    private const string ForgetDriftSql = """
        DELETE FROM ml_input_drift WHERE model_name = @modelName AND version = @version AND as_of_date_key = @asOf
        """;

    private readonly ModelRecipe _recipe;
    private readonly ClientRows _rows;
    private readonly double[] _probabilities;
    private readonly int[] _ranks;
    private readonly IReadOnlyList<FeatureDrift> _drift;

    private readonly StoredInputs _layout;

    private ScoreBatch(ModelRecipe recipe, StoredInputs layout, ClientRows rows, double[] probabilities, IReadOnlyList<FeatureDrift> drift) =>
        (_recipe, _layout, _rows, _probabilities, _ranks, _drift) = (recipe, layout, rows, probabilities, Ranks(rows.ClientKeys, probabilities), drift);

    public int Count => _probabilities.Length;

    public static ScoreBatch Of(
        ModelRecipe recipe, LoadedModel loaded, ClientRows rows, int threads, CancellationToken cancellation) =>
        Of(recipe, loaded.Model, loaded.Features, loaded.Profile, rows, threads, cancellation);

    /// <param name="features">Names of the version's inputs in their order, which is the order that they are stored in.</param>
    public static ScoreBatch Of(
        ModelRecipe recipe, IClientModel model, string[] features, InputProfile profile, ClientRows rows, int threads, CancellationToken cancellation) =>
        new(recipe, new StoredInputs(recipe, features), rows, model.Probabilities(rows.Features, threads, cancellation), profile.DriftTo(rows.Features));

    /// <summary>Replaces what the version said of the same date.</summary>
    public void Write(WarehouseWriter writer, int version)
    {
        var key = new { modelName = _recipe.Name, version, asOf = TimeDimension.KeyOf(_rows.AsOf) };
        writer.Execute(ForgetSql, key);
        writer.Execute(ForgetDriftSql, key);
        var inputs = new float[_layout.Width];
        using (var insert = writer.BulkAppend("ml_scores", "model_name", "version", "as_of_date_key", "client_key", "probability", "score_rank", "inputs"))
        {
            for (var i = 0; i < _probabilities.Length; i++)
            {
                insert.Set(0, key.modelName);
                insert.Set(1, version);
                insert.Set(2, key.asOf);
                insert.Set(3, _rows.ClientKeys[i]);
                insert.Set(4, _probabilities[i]);
                insert.Set(5, _ranks[i]);
                _layout.Store(_rows.Features.Row(i), inputs);
                insert.SetBytes(6, MemoryMarshal.AsBytes(inputs.AsSpan()));
                insert.Insert();
            }

            insert.Flush();
        }

        using var drift = writer.BulkAppend("ml_input_drift", "model_name", "version", "as_of_date_key", "feature", "psi", "missing_before", "missing_now");
        foreach (var feature in _drift)
        {
            drift.Set(0, key.modelName);
            drift.Set(1, version);
            drift.Set(2, key.asOf);
            drift.Set(3, feature.Feature);
            drift.Set(4, feature.Psi);
            drift.Set(5, feature.MissingBefore);
            drift.Set(6, feature.MissingNow);
            drift.Insert();
        }

        drift.Flush();
    }

    /// <summary>1 for the highest probability; among equal ones by client, so that the order is the same every time.</summary>
    private static int[] Ranks(int[] clientKeys, double[] probabilities)
    {
        var order = Enumerable.Range(0, probabilities.Length).ToArray();
        Array.Sort(order, (a, b) => probabilities[a] == probabilities[b] ? clientKeys[a].CompareTo(clientKeys[b]) : probabilities[b].CompareTo(probabilities[a]));
        var ranks = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = i + 1;
        return ranks;
    }
}
