using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// The arithmetic of a block of <see cref="RowsInBlock"/> rows, small enough to stay in the first-level cache while it is read
/// several times. Inputs are 32-bit, all sums 64-bit. Rows are read in strips of <see cref="Strip"/> numbers, so what lies beyond a
/// row's end is read too and must be finite; its weights are 0.
/// </summary>
internal static unsafe class LogisticKernel
{
    public const int RowsInBlock = 64;
    public const int Strip = 16;

    /// <summary>A logit so low that a row of label 0 adds nothing to any sum (1e-308 at most): fills a block.</summary>
    public const double Nothing = -1000;

    /// <summary>logits = rows · weights + intercept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Logits(float* rows, nint stride, int strips, double* weights, double intercept, double* logits)
    {
        for (var row = 0; row < RowsInBlock; row += 2)
        {
            float* a = rows + (row * stride), b = a + stride;
            Vector512<double> lowA = Vector512<double>.Zero, highA = lowA, lowB = lowA, highB = lowA;
            for (var j = 0; j < strips * Strip; j += Strip)
            {
                Vector512<double> low = Vector512.Load(weights + j), high = Vector512.Load(weights + j + (Strip / 2));
                Vector512<float> valuesA = Vector512.Load(a + j), valuesB = Vector512.Load(b + j);
                lowA = Vector512.MultiplyAddEstimate(Vector512.WidenLower(valuesA), low, lowA);
                highA = Vector512.MultiplyAddEstimate(Vector512.WidenUpper(valuesA), high, highA);
                lowB = Vector512.MultiplyAddEstimate(Vector512.WidenLower(valuesB), low, lowB);
                highB = Vector512.MultiplyAddEstimate(Vector512.WidenUpper(valuesB), high, highB);
            }
            logits[row] = Vector512.Sum(lowA + highA) + intercept;
            logits[row + 1] = Vector512.Sum(lowB + highB) + intercept;
        }
    }

    /// <summary>Residuals weight · (p − label), curvatures weight · p · (1 − p), and the sum of the weighted log losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Respond(double* logits, double* labels, double negativeWeight, double positiveWeight, double* residuals, double* curvatures)
    {
        Vector512<double> one = Vector512<double>.One, zero = Vector512<double>.Zero, loss = zero;
        Vector512<double> negative = Vector512.Create(negativeWeight), difference = Vector512.Create(positiveWeight - negativeWeight);
        // Σ log(1 + tail) is the logarithm of a product, which at most 2⁶⁴ cannot overflow: one for each label.
        Vector512<double> negativeProduct = one, positiveProduct = one;
        for (var row = 0; row < RowsInBlock; row += Vector512<double>.Count)
        {
            Vector512<double> logit = Vector512.Load(logits + row), label = Vector512.Load(labels + row);
            var weight = Vector512.MultiplyAddEstimate(label, difference, negative);
            // exp(−|logit|) cannot overflow.
            var tail = ExpOfNegative(-Vector512.Abs(logit));
            var share = one / (one + tail);
            var probability = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(logit, zero), share, tail * share);
            (weight * (probability - label)).Store(residuals + row);
            (weight * tail * share * share).Store(curvatures + row);
            var isPositive = Vector512.Equals(label, one);
            loss += weight * Vector512.Max(Vector512.ConditionalSelect(isPositive, -logit, logit), zero);
            positiveProduct *= Vector512.ConditionalSelect(isPositive, one + tail, one);
            negativeProduct *= Vector512.ConditionalSelect(isPositive, one, one + tail);
        }
        return Vector512.Sum(loss) + (positiveWeight * LogOfProduct(positiveProduct)) + (negativeWeight * LogOfProduct(negativeProduct));
    }

    /// <summary>
    /// exp(x) for x ≤ 0 to 2 units in the last place (about 1e-308 below −708): x = n·ln 2 + r, and Taylor's series for r. Written out
    /// because the library's is a call that starts unoptimised.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> ExpOfNegative(Vector512<double> x)
    {
        // Adding 1.5·2⁵² rounds to a whole number and leaves it in the lowest bits.
        var rounder = Vector512.Create(6755399441055744.0);
        x = Vector512.Max(x, Vector512.Create(-708.0));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), rounder);
        var n = shifted - rounder;
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-6.93147180369123816490e-01), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770002e-10), r);
        var sum = Vector512.Create(1.0 / 479001600);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 39916800));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 3628800));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 362880));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 40320));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 5040));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 720));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 120));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 24));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(1.0 / 6));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512.Create(0.5));
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<double>.One);
        sum = Vector512.MultiplyAddEstimate(sum, r, Vector512<double>.One);
        var power = (shifted.AsInt64() + Vector512.Create(1023L)) << 52;
        return sum * power.AsDouble();
    }

    private static double LogOfProduct(Vector512<double> factors)
    {
        var product = 1.0;
        for (var i = 0; i < Vector512<double>.Count; i++) product *= factors[i];
        return Math.Log(product);
    }

    /// <summary>gradient += rowsᵀ · residuals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(float* rows, nint stride, int strips, double* residuals, double* gradient)
    {
        for (var j = 0; j < strips * Strip; j += Strip)
        {
            Vector512<double> low = Vector512<double>.Zero, high = low, lowB = low, highB = low;
            var at = rows + j;
            for (var row = 0; row < RowsInBlock; row += 2, at += 2 * stride)
            {
                Vector512<float> a = Vector512.Load(at), b = Vector512.Load(at + stride);
                Vector512<double> ofA = Vector512.Create(residuals[row]), ofB = Vector512.Create(residuals[row + 1]);
                low = Vector512.MultiplyAddEstimate(Vector512.WidenLower(a), ofA, low);
                high = Vector512.MultiplyAddEstimate(Vector512.WidenUpper(a), ofA, high);
                lowB = Vector512.MultiplyAddEstimate(Vector512.WidenLower(b), ofB, lowB);
                highB = Vector512.MultiplyAddEstimate(Vector512.WidenUpper(b), ofB, highB);
            }
            (Vector512.Load(gradient + j) + low + lowB).Store(gradient + j);
            (Vector512.Load(gradient + j + (Strip / 2)) + high + highB).Store(gradient + j + (Strip / 2));
        }
    }

    /// <summary>
    /// Writes √curvature · ((value − mean) · inverseScale), then √curvature for the intercept: the rows whose products are the Hessian.
    /// </summary>
    /// <param name="width">Numbers from one row of the result to the next: a multiple of <see cref="Strip"/> above the number of terms.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardise(
        float* rows, nint stride, int strips, int terms, double* means, double* inverseScales, double* curvatures, double* standardised, int width)
    {
        const int Half = Strip / 2;
        for (var row = 0; row < RowsInBlock; row++)
        {
            var root = Math.Sqrt(curvatures[row]);
            var factor = Vector512.Create(root);
            var target = standardised + (row * width);
            for (var j = 0; j < strips * Strip; j += Strip)
            {
                var values = Vector512.Load(rows + (row * stride) + j);
                ((Vector512.WidenLower(values) - Vector512.Load(means + j)) * Vector512.Load(inverseScales + j) * factor).Store(target + j);
                ((Vector512.WidenUpper(values) - Vector512.Load(means + j + Half)) * Vector512.Load(inverseScales + j + Half) * factor).Store(target + j + Half);
            }
            target[terms] = root;
        }
    }

    /// <summary>hessian += standardisedᵀ · standardised, in tiles of 4 × <see cref="Strip"/> that hold at least the upper triangle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddHessian(double* standardised, int width, double* hessian)
    {
        const int Half = Strip / 2;
        for (var i = 0; i < width; i += 4)
        {
            for (var j = i / Strip * Strip; j < width; j += Strip)
            {
                Vector512<double> a0 = Vector512<double>.Zero, a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
                double* right = standardised + j, left = standardised + i;
                for (var row = 0; row < RowsInBlock; row++, right += width, left += width)
                {
                    Vector512<double> low = Vector512.Load(right), high = Vector512.Load(right + Half);
                    Vector512<double> a = Vector512.Create(left[0]), b = Vector512.Create(left[1]), c = Vector512.Create(left[2]), d = Vector512.Create(left[3]);
                    a0 = Vector512.MultiplyAddEstimate(low, a, a0);
                    a1 = Vector512.MultiplyAddEstimate(high, a, a1);
                    b0 = Vector512.MultiplyAddEstimate(low, b, b0);
                    b1 = Vector512.MultiplyAddEstimate(high, b, b1);
                    c0 = Vector512.MultiplyAddEstimate(low, c, c0);
                    c1 = Vector512.MultiplyAddEstimate(high, c, c1);
                    d0 = Vector512.MultiplyAddEstimate(low, d, d0);
                    d1 = Vector512.MultiplyAddEstimate(high, d, d1);
                }
                var target = hessian + (i * width) + j;
                Add(target, a0, a1);
                Add(target + width, b0, b1);
                Add(target + (2 * width), c0, c1);
                Add(target + (3 * width), d0, d1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* target, Vector512<double> low, Vector512<double> high)
    {
        (Vector512.Load(target) + low).Store(target);
        (Vector512.Load(target + (Strip / 2)) + high).Store(target + (Strip / 2));
    }
}
