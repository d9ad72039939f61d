using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// The first two derivatives of all rows' log loss by their log-odds, p − label and p·(1 − p), times the row's weight; computed in two
/// passes, of which the first finds the units that the second writes in.
/// </summary>
internal sealed unsafe class Gradients(byte[] labels, float positiveWeight, WorkerTeam team, InstructionSet instructions)
{
    /// <summary>Fixed, so that sums in floating point do not depend on the threads.</summary>
    private const int RowsInPiece = 1 << 14;

    private readonly (double First, double Second)[] _sums = new (double, double)[(labels.Length + RowsInPiece - 1) / RowsInPiece];

    /// <summary>Writes the packed gradients of all rows, in the order of the rows.</summary>
    /// <param name="logits">Log-odds of each row.</param>
    /// <param name="packed">Room for one number a row.</param>
    /// <returns>The units that they are in.</returns>
    public GradientUnits Write(float* logits, long* packed)
    {
        team.Run(_sums.Length, piece =>
        {
            var (first, count) = Piece(piece);
            fixed (byte* from = labels) _sums[piece] = GradientKernel.Sum(logits + first, from + first, count, positiveWeight, instructions);
        });
        var (gradients, hessians) = Total();
        var units = GradientUnits.For(gradients, hessians, labels.Length);
        team.Run(_sums.Length, piece =>
        {
            var (first, count) = Piece(piece);
            fixed (byte* from = labels) GradientKernel.Write(logits + first, from + first, packed + first, count, positiveWeight, units, instructions);
        });
        return units;
    }

    /// <summary>Weighted mean of −ln(probability of the row's label).</summary>
    public double MeanLoss(float* logits)
    {
        team.Run(_sums.Length, piece =>
        {
            var (first, count) = Piece(piece);
            _sums[piece] = Loss(logits + first, labels.AsSpan(first, count));
        });
        var (loss, weight) = Total();
        return loss / weight;
    }

    private (int First, int Count) Piece(int piece) => (piece * RowsInPiece, Math.Min(RowsInPiece, labels.Length - (piece * RowsInPiece)));

    private (double First, double Second) Total()
    {
        double first = 0, second = 0;
        foreach (var sum in _sums)
        {
            first += sum.First;
            second += sum.Second;
        }
        return (first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Loss, double Weight) Loss(float* logits, ReadOnlySpan<byte> of)
    {
        // The logarithm of a product of a few probabilities, none below 1e-16, is the sum of their logarithms in a fraction of the time.
        const int Factors = 16;
        double loss = 0, lossOfPositives = 0;
        var positives = 0;
        for (var start = 0; start < of.Length; start += Factors)
        {
            double product = 1, productOfPositives = 1;
            for (var i = start; i < Math.Min(of.Length, start + Factors); i++)
            {
                var positive = of[i] == 1;
                var probability = Math.Max(LogisticLoss.Probability(positive ? logits[i] : -logits[i]), LogisticLoss.LeastHessian);
                if (positive) productOfPositives *= probability;
                else product *= probability;
                positives += of[i];
            }
            loss -= Math.Log(product);
            lossOfPositives -= Math.Log(productOfPositives);
        }
        return ((positiveWeight * lossOfPositives) + loss, ((double)positiveWeight * positives) + of.Length - positives);
    }
}
