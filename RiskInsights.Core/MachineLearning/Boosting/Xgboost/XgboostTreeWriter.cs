namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

internal static class XgboostTreeWriter
{
    /// <summary>How XGBoost writes that the root has no parent.</summary>
    private const int NoParent = int.MaxValue;

    public static XgboostTree Write(BoostedTree tree, int id, int columns)
    {
        TreeNode[] nodes = [.. tree.Nodes];
        int[] categorical = [.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i].RightCategories is not null)];
        int[] sizes = [.. categorical.Select(i => nodes[i].RightCategories!.Count)];
        return new XgboostTree(
            new XgboostTreeParameters(nodes.Length, NumFeature: columns),
            id,
            LeftChildren: Array.ConvertAll(nodes, node => node.Left),
            RightChildren: Array.ConvertAll(nodes, node => node.Right),
            SplitIndices: Array.ConvertAll(nodes, node => Math.Max(0, node.Feature)),
            // A categorical split has no threshold; XGBoost writes NaN there and reads anything, and 0 keeps the file plain JSON.
            SplitConditions: Array.ConvertAll(nodes, node => node.IsLeaf ? node.Value : node.RightCategories is null ? node.Threshold : 0),
            DefaultLeft: Array.ConvertAll(nodes, node => node.MissingLeft ? 1 : 0),
            BaseWeights: Array.ConvertAll(nodes, node => node.Value),
            LossChanges: Array.ConvertAll(nodes, node => node.Gain),
            SumHessian: Array.ConvertAll(nodes, node => node.Cover),
            Parents: Parents(nodes),
            SplitType: Array.ConvertAll(nodes, node => node.RightCategories is null ? 0 : 1),
            Categories: [.. categorical.SelectMany(i => nodes[i].RightCategories!)],
            CategoriesNodes: categorical,
            CategoriesSegments: Starts(sizes),
            CategoriesSizes: sizes);
    }

    private static int[] Parents(TreeNode[] nodes)
    {
        var parents = new int[nodes.Length];
        parents[0] = NoParent;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!nodes[i].IsLeaf) parents[nodes[i].Left] = parents[nodes[i].Right] = i;
        }
        return parents;
    }

    private static int[] Starts(int[] sizes)
    {
        var starts = new int[sizes.Length];
        for (var i = 1; i < sizes.Length; i++) starts[i] = starts[i - 1] + sizes[i - 1];
        return starts;
    }
}
