using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>
/// What a row's way through one tree adds to its contributions, at four points of the quadrature at once.
/// <para>
/// A leaf of value v is reached by the features S that are known with the weight Π(i ∈ S) o·Π(i ∉ S) z, where z is the share of the
/// training rows that feature i lets pass (<see cref="TreePaths.PathShare"/>) and o is 1 if it lets this row pass, else 0. The
/// Shapley value of i is ∫ v·(o − z)·Π(j ≠ i) (z + (o − z)·t) dt over t from 0 to 1 (Owen, "Multilinear extensions of games",
/// 1972), a polynomial of degree below the number of features of the path, so quadrature gives it exactly. At each point t the
/// products are carried down the tree, times the leaf's value summed up again, and each edge credits its feature with the
/// sum over its leaves: linear in the nodes, where Algorithm 2 of Lundberg, Erion and Lee also multiplies by the depth squared.
/// </para>
/// </summary>
internal sealed class PathWeights(int mostNodes)
{
    /// <summary>Quadrature points in a vector.</summary>
    public const int Lanes = 4;

    /// <summary>What an edge can be to a row: closed above by the same feature, closed here, open.</summary>
    private const int States = 3, ClosedAbove = 0, ClosedHere = 1, Open = 2;

    private readonly Vector256<double>[] _factor = new Vector256<double>[States * mostNodes];
    private readonly Vector256<double>[] _credit = new Vector256<double>[States * mostNodes];
    private readonly Vector256<double>[] _product = new Vector256<double>[mostNodes];
    private readonly Vector256<double>[] _sum = new Vector256<double>[mostNodes];
    private readonly int[] _state = new int[mostNodes];

    /// <summary>Sets the tree's factors at these points. With z' of the same feature above, factors turn its term into that of z.</summary>
    public void Prepare(TreePaths tree, Vector256<double> points, Vector256<double> weights)
    {
        var one = Vector256<double>.One;
        for (var i = 1; i < tree.Count; i++)
        {
            var z = Vector256.Create(tree.PathShare[i]);
            var above = Vector256.Create(tree.PathShare[tree.Above[i]]);
            var open = z + ((one - z) * points);
            var openAbove = above + ((one - above) * points);
            var creditAbove = (one - above) / openAbove;
            _factor[(States * i) + ClosedAbove] = Vector256.Create(tree.Share[i]);
            _credit[(States * i) + ClosedAbove] = Vector256<double>.Zero;
            _factor[(States * i) + ClosedHere] = z * (one - points) / openAbove;
            _credit[(States * i) + ClosedHere] = weights * ((-one / (one - points)) - creditAbove);
            _factor[(States * i) + Open] = open / openAbove;
            _credit[(States * i) + Open] = weights * (((one - z) / open) - creditAbove);
        }
    }

    /// <summary>Adds the part of these points for one row.</summary>
    /// <param name="destination">One number for each column.</param>
    public void Add(TreePaths tree, ReadOnlySpan<float> row, Span<double> destination)
    {
        Vector256<double>[] factor = _factor, credit = _credit, product = _product, sum = _sum;
        var state = _state;
        product[0] = Vector256<double>.One;
        state[0] = Open;
        foreach (ref readonly var split in tree.Splits.AsSpan())
        {
            int left = ClosedAbove, right = ClosedAbove;
            if (state[split.Above] == Open)
            {
                var goesLeft = split.GoesLeft(row[split.Feature]);
                left = goesLeft ? Open : ClosedHere;
                right = goesLeft ? ClosedHere : Open;
            }
            state[split.Left] = left;
            state[split.Right] = right;
            var here = product[split.Node];
            product[split.Left] = here * factor[(States * split.Left) + left];
            product[split.Right] = here * factor[(States * split.Right) + right];
            sum[split.Left] = product[split.Left] * tree.LeafValue[split.Left];
            sum[split.Right] = product[split.Right] * tree.LeafValue[split.Right];
        }
        for (var i = tree.Splits.Length - 1; i >= 0; i--)
        {
            ref readonly var split = ref tree.Splits[i];
            Vector256<double> left = sum[split.Left], right = sum[split.Right];
            sum[split.Node] = left + right;
            destination[split.Feature] += Vector256.Sum(
                (left * credit[(States * split.Left) + state[split.Left]]) + (right * credit[(States * split.Right) + state[split.Right]]));
        }
    }
}
