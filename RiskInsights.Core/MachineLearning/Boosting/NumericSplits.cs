using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Tries every edge between the bins of a column, with missing values on the right and, if the node has any, on the left. Of equal
/// gains the lowest edge wins, and missing on the right before missing on the left.
/// </summary>
internal static unsafe class NumericSplits
{
    public static SplitCandidate Best(ColumnBins column, long* cells, in SplitSearch search)
    {
        var best = SplitCandidate.None;
        Scan(missingLeft: false, search);
        if (search.Missing != 0) Scan(missingLeft: true, search);
        return best;

        void Scan(bool missingLeft, in SplitSearch search)
        {
            var left = missingLeft ? search.Missing : 0;
            for (var bin = 0; bin < column.Bins; bin++)
            {
                left += cells[bin];
                var gain = search.Gain(left);
                if (gain > best.Gain) best = new SplitCandidate(column.Column, bin, null, missingLeft, search.Missing != 0, gain, left);
            }
        }
    }

    /// <summary>As <see cref="Best"/> for a search without bounds, eight edges at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SplitCandidate BestByVectors(ColumnBins column, long* cells, in SplitSearch search)
    {
        const int Lanes = 8;
        var bins = column.Bins;
        var gradients = stackalloc double[BinLayout.MostStates];
        var hessians = stackalloc double[BinLayout.MostStates];
        long left = 0;
        for (var bin = 0; bin < bins; bin++)
        {
            left += cells[bin];
            gradients[bin] = left >> 32;
            hessians[bin] = (uint)left;
        }
        // Padding: no row on the left is no split.
        for (var bin = bins; bin % Lanes != 0; bin++) gradients[bin] = hessians[bin] = 0;

        var units = search.Node.Units;
        double bestGain = SplitCandidate.LeastGain;
        var bestBin = -1;
        var bestMissingLeft = false;
        Vector512<double> gradient = Vector512.Create(search.Node.Gradient), hessian = Vector512.Create(search.Node.Hessian);
        Vector512<double> lambda = Vector512.Create(search.Penalty.Lambda), alpha = Vector512.Create(search.Penalty.Alpha);
        Vector512<double> least = Vector512.Create(Math.Max(search.Penalty.MinChildWeight, double.Epsilon)), score = Vector512.Create(search.Score);
        for (var side = 0; side < (search.Missing != 0 ? 2 : 1); side++)
        {
            var missingGradient = Vector512.Create(side == 0 ? 0 : units.GradientOf(search.Missing));
            var missingHessian = Vector512.Create(side == 0 ? 0 : units.HessianOf(search.Missing));
            var most = Vector512.Create(bestGain);
            var mostAt = Vector512.Create(-1.0);
            var at = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
            for (var bin = 0; bin < bins; bin += Lanes)
            {
                var leftGradient = (Vector512.Load(gradients + bin) * units.Gradient) + missingGradient;
                var leftHessian = (Vector512.Load(hessians + bin) * units.Hessian) + missingHessian;
                var rightGradient = gradient - leftGradient;
                var rightHessian = hessian - leftHessian;
                var leftPulled = Vector512.Max(Vector512.Abs(leftGradient) - alpha, Vector512<double>.Zero);
                var rightPulled = Vector512.Max(Vector512.Abs(rightGradient) - alpha, Vector512<double>.Zero);
                var gain = (leftPulled * leftPulled / (leftHessian + lambda)) + (rightPulled * rightPulled / (rightHessian + lambda)) - score;
                var better = Vector512.GreaterThanOrEqual(leftHessian, least) & Vector512.GreaterThanOrEqual(rightHessian, least) & Vector512.GreaterThan(gain, most);
                most = Vector512.ConditionalSelect(better, gain, most);
                mostAt = Vector512.ConditionalSelect(better, at, mostAt);
                at += Vector512.Create((double)Lanes);
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                var bin = (int)mostAt[lane];
                if (bin < 0 || bin >= bins) continue;
                var gain = most[lane];
                if (gain > bestGain || (gain == bestGain && side == (bestMissingLeft ? 1 : 0) && bin < bestBin))
                    (bestGain, bestBin, bestMissingLeft) = (gain, bin, side == 1);
            }
        }
        if (bestBin < 0) return SplitCandidate.None;
        var sum = bestMissingLeft ? search.Missing : 0;
        for (var bin = 0; bin <= bestBin; bin++) sum += cells[bin];
        return new SplitCandidate(column.Column, bestBin, null, bestMissingLeft, search.Missing != 0, bestGain, sum);
    }
}
