using RiskInsights.Core.MachineLearning.Boosting;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// How much boosted trees rely on a column, counted over their splits, as XGBoost's <c>get_score</c>. It says what training used,
/// not what a new row's score needs: for that see <see cref="PermutationImportance"/>.
/// </summary>
/// <param name="Column">The column's name.</param>
/// <param name="Splits">Number of splits on it (<c>weight</c>); 0 if the trees never ask for it.</param>
/// <param name="TotalGain">Sum of the gains of its splits (<c>total_gain</c>), in units of the penalised log loss.</param>
/// <param name="TotalCover">Sum of the hessians of the training rows that reach its splits (<c>total_cover</c>).</param>
public sealed record SplitImportance(string Column, int Splits, double TotalGain, double TotalCover)
{
    /// <summary>Mean gain of a split (<c>gain</c>); 0 without splits.</summary>
    public double Gain => Splits == 0 ? 0 : TotalGain / Splits;

    /// <summary>Mean cover of a split (<c>cover</c>); 0 without splits.</summary>
    public double Cover => Splits == 0 ? 0 : TotalCover / Splits;

    /// <summary>One for each column of the model, in its order.</summary>
    public static IReadOnlyList<SplitImportance> Of(GradientBoostingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var splits = new int[model.Columns.Count];
        var gain = new double[splits.Length];
        var cover = new double[splits.Length];
        foreach (var node in model.Trees.SelectMany(tree => tree.Nodes).Where(node => !node.IsLeaf))
        {
            splits[node.Feature]++;
            gain[node.Feature] += node.Gain;
            cover[node.Feature] += node.Cover;
        }
        return [.. model.Columns.Select((column, j) => new SplitImportance(column.Name, splits[j], gain[j], cover[j]))];
    }
}
