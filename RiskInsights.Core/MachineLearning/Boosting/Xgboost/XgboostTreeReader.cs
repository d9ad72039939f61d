using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>The tree of a file, checked node by node before anything walks it.</summary>
/// <param name="tree">As read; nothing about it is known yet.</param>
/// <param name="columns">Columns of the model.</param>
/// <param name="place">Where the tree stands in the file, for the message of a refusal.</param>
internal sealed class XgboostTreeReader(XgboostTree tree, int columns, string place)
{
    /// <summary>The feature of a node that pruning removed and whose place in the arrays stayed.</summary>
    private const int Removed = int.MaxValue;

    /// <summary>A deeper tree is refused: none that was trained comes near, and what recurses over it would run out of stack.</summary>
    private const int MostDepth = 1024;

    private readonly int _nodes = tree.LeftChildren.Length;

    /// <exception cref="InvalidModelException">The arrays do not describe one whole tree; array and node are named.</exception>
    public BoostedTree Read()
    {
        RequireLengths();
        RequireOneTree();
        var categories = Categories();
        var kept = new int[_nodes];
        var count = 0;
        for (var i = 0; i < _nodes; i++) kept[i] = IsRemoved(i) ? -1 : count++;
        Require(tree.TreeParam.NumDeleted == _nodes - count, "tree_param.num_deleted", null, "is not the number of removed nodes");

        var nodes = new TreeNode[count];
        for (var i = 0; i < _nodes; i++)
        {
            if (kept[i] >= 0) nodes[kept[i]] = IsLeaf(i) ? Leaf(i) : Split(i, kept, categories?[i]);
        }
        return new BoostedTree(nodes);
    }

    private bool IsLeaf(int node) => tree.LeftChildren[node] == -1;

    private bool IsRemoved(int node) => node > 0 && tree.SplitIndices[node] == Removed && IsLeaf(node);

    private TreeNode Leaf(int node)
    {
        RequireFinite(tree.SplitConditions, "split_conditions", node);
        RequireCover(node);
        return new TreeNode(-1, -1, -1, float.NaN, MissingLeft: false, tree.SplitConditions[node], Gain: 0, tree.SumHessian[node]);
    }

    private TreeNode Split(int node, int[] kept, int[]? rightCategories)
    {
        Require(tree.SplitIndices[node] >= 0 && tree.SplitIndices[node] < columns, "split_indices", node, Invariant($"is not the index of one of the {columns} columns"));
        if (rightCategories is null) RequireFinite(tree.SplitConditions, "split_conditions", node);
        RequireFinite(tree.BaseWeights, "base_weights", node);
        RequireFinite(tree.LossChanges, "loss_changes", node);
        RequireCover(node);
        return new TreeNode(
            kept[tree.LeftChildren[node]], kept[tree.RightChildren[node]], tree.SplitIndices[node],
            rightCategories is null ? tree.SplitConditions[node] : float.NaN, tree.DefaultLeft[node] != 0,
            tree.BaseWeights[node], tree.LossChanges[node], tree.SumHessian[node], rightCategories);
    }

    private void RequireLengths()
    {
        Require(_nodes > 0 && tree.TreeParam.NumNodes == _nodes, "left_children", null, Invariant($"has {_nodes} nodes; tree_param.num_nodes says {tree.TreeParam.NumNodes}"));
        Require(tree.TreeParam.SizeLeafVector is 0 or 1, "tree_param.size_leaf_vector", null, "says that a leaf has several outputs");
        Length(tree.RightChildren, "right_children");
        Length(tree.Parents, "parents");
        Length(tree.SplitIndices, "split_indices");
        Length(tree.SplitConditions, "split_conditions");
        Length(tree.DefaultLeft, "default_left");
        Length(tree.BaseWeights, "base_weights");
        Length(tree.LossChanges, "loss_changes");
        Length(tree.SumHessian, "sum_hessian");
        if (tree.SplitType is not null) Length(tree.SplitType, "split_type");

        void Length(Array array, string field) =>
            Require(array.Length == _nodes, field, null, Invariant($"has {array.Length} entries for {_nodes} nodes"));
    }

    /// <summary>Every child stands above its parent and has no other: so there is no cycle, and every node is reached once.</summary>
    private void RequireOneTree()
    {
        var reached = new bool[_nodes];
        var depth = new int[_nodes];
        reached[0] = true;
        for (var i = 0; i < _nodes; i++)
        {
            if (IsRemoved(i)) continue;
            Require(reached[i], "parents", i, "is a node that no split leads to");
            if (IsLeaf(i))
            {
                Require(tree.RightChildren[i] == -1, "right_children", i, "is the child of a node without a left one");
                continue;
            }
            Require(depth[i] < MostDepth, "left_children", i, Invariant($"leads deeper than {MostDepth} splits"));
            Reach(tree.LeftChildren[i], i, "left_children");
            Reach(tree.RightChildren[i], i, "right_children");
        }

        void Reach(int child, int parent, string field)
        {
            Require(child > parent && child < _nodes, field, parent, "is not the index of a later node");
            Require(!reached[child], field, parent, "is a node that another split leads to");
            Require(!IsRemoved(child), field, parent, "is a removed node");
            Require(tree.Parents[child] == parent, "parents", child, "is not the node whose split leads here");
            reached[child] = true;
            depth[child] = depth[parent] + 1;
        }
    }

    /// <summary>For each node the categories that go right, ascending; null where the split is numeric.</summary>
    private int[]?[]? Categories()
    {
        int[] codes = tree.Categories ?? [], nodes = tree.CategoriesNodes ?? [], segments = tree.CategoriesSegments ?? [], sizes = tree.CategoriesSizes ?? [];
        Require(segments.Length == nodes.Length, "categories_segments", null, "has not one entry for each of categories_nodes");
        Require(sizes.Length == nodes.Length, "categories_sizes", null, "has not one entry for each of categories_nodes");
        if (nodes.Length == 0 && tree.SplitType is null) return null;
        var result = new int[]?[_nodes];
        var used = 0;
        for (var k = 0; k < nodes.Length; k++)
        {
            var node = nodes[k];
            Require(node >= 0 && node < _nodes && tree.SplitType?[node] == 1 && result[node] is null,
                "categories_nodes", k, "is not a categorical split, or is given twice");
            Require(segments[k] == used, "categories_segments", k, "does not follow the segment before");
            Require(sizes[k] > 0 && sizes[k] <= codes.Length - used, "categories_sizes", k, "is out of range");
            var right = codes[used..(used += sizes[k])];
            Array.Sort(right);
            Require(right[0] >= 0, "categories", used - 1, "or one before is not a category's code");
            for (var c = 1; c < right.Length; c++) Require(right[c] > right[c - 1], "categories", used - 1, "or one before is given twice");
            result[node] = right;
        }
        Require(used == codes.Length, "categories", null, "has codes of no node");
        // A categorical node that pruning made a leaf may have kept its categories.
        for (var i = 0; i < _nodes && tree.SplitType is not null; i++)
            Require(tree.SplitType[i] == 0 || IsLeaf(i) || result[i] is not null, "split_type", i, "is categorical without categories");
        return result;
    }

    private void RequireFinite(float[] values, string field, int node) =>
        Require(float.IsFinite(values[node]), field, node, "is not a finite number");

    private void RequireCover(int node) =>
        Require(float.IsFinite(tree.SumHessian[node]) && tree.SumHessian[node] >= 0, "sum_hessian", node, "is not a finite number of at least 0");

    private void Require(bool holds, string field, int? entry, string otherwise)
    {
        if (!holds) throw new InvalidModelException(Invariant($"{place}.{field}{(entry is null ? "" : Invariant($"[{entry}]"))} {otherwise}."));
    }
}
