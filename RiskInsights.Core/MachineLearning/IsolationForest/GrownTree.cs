namespace RiskInsights.Core.MachineLearning.IsolationForest;

/// <summary>
/// One isolation tree as grown and as stored: its nodes in preorder (a node, its left subtree, its right subtree). Three
/// arrays of one length.
/// </summary>
/// <param name="Feature">The column that a node splits on, or −1 for a leaf.</param>
/// <param name="Threshold">Rows whose value is below it go left; 0 for a leaf.</param>
/// <param name="Size">Rows of the sample that reached the node; at least 1.</param>
internal sealed record GrownTree(int[] Feature, float[] Threshold, int[] Size);
