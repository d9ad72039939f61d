namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>The rules that a tree read from a file must obey before anything walks it.</summary>
internal static class StoredTree
{
    /// <exception cref="InvalidModelException">The arrays do not describe one whole tree of this forest.</exception>
    public static void Check(GrownTree tree, int columns, int sampleSize)
    {
        ModelDocument.Expect(tree is not null, "has an empty tree");
        ModelDocument.Expect(tree.Feature.Length > 0 && tree.Feature.Length == tree.Threshold.Length && tree.Feature.Length == tree.Size.Length,
            "has a tree whose arrays differ in length");
        var next = 0;
        Walk(expectedSize: sampleSize, depth: 0);
        ModelDocument.Expect(next == tree.Feature.Length, "has a tree with nodes to spare");

        void Walk(int expectedSize, int depth)
        {
            ModelDocument.Expect(next < tree.Feature.Length, "has a tree that is cut");
            var node = next++;
            ModelDocument.Expect(tree.Size[node] == expectedSize && expectedSize > 0, "has a tree whose sizes do not add up");
            if (tree.Feature[node] < 0) return;
            ModelDocument.Expect(tree.Feature[node] < columns && float.IsFinite(tree.Threshold[node])
                && depth < IsolationForestTrainer.DepthLimit(sampleSize) && next < tree.Feature.Length, "has a split out of range");
            var left = tree.Size[next];
            Walk(left, depth + 1);
            Walk(expectedSize - left, depth + 1);
        }
    }
}
