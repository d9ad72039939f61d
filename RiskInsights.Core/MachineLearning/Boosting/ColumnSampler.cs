namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>Draws the columns of a tree and, among them, those of each node, without replacement.</summary>
internal sealed class ColumnSampler(int columns, BoostingOptions options)
{
    private int[] _ofTree = [.. Enumerable.Range(0, columns)];

    /// <summary>Draws the columns of the next tree.</summary>
    public void StartTree(ref RandomStream random)
    {
        if (options.ColsampleByTree < 1) _ofTree = Draw([.. Enumerable.Range(0, columns)], options.ColsampleByTree, ref random);
    }

    /// <summary>Whether each column is among the tree's; null if all are.</summary>
    public bool[]? OfTree() => _ofTree.Length == columns ? null : Flags(_ofTree);

    /// <summary>Draws the columns of a node; null for all.</summary>
    public bool[]? OfNode(ref RandomStream random) =>
        options.ColsampleByNode < 1 ? Flags(Draw([.. _ofTree], options.ColsampleByNode, ref random)) : OfTree();

    private static int[] Draw(int[] from, double share, ref RandomStream random)
    {
        random.Shuffle(from);
        return from[..Math.Max(1, (int)(from.Length * share))];
    }

    private bool[] Flags(int[] drawn)
    {
        var flags = new bool[columns];
        foreach (var column in drawn) flags[column] = true;
        return flags;
    }
}
