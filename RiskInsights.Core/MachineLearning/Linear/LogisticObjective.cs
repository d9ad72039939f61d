using System.Runtime.CompilerServices;

namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// F(w) = Σᵢ sᵢ·log(1 + exp(−ỹᵢ·(xᵢw + b))) + λ/2·Σⱼ wⱼ², ỹ in {−1, 1}, s the class weights, x standardised, b (the last weight) not
/// penalised; with its gradient and, when asked, its Hessian in one pass. Rows are cut into a number of parts that depends on the data
/// alone and their sums are added in the order of the parts, so that the result does not depend on the number of threads.
/// </summary>
internal sealed unsafe class LogisticObjective
{
    private const int MaxParts = 16;
    private const int LeastRowsInPart = 1024;
    private const int BlocksBetweenCancellationChecks = 64;
    private const int WideHessian = 512;

    private readonly RegressionDesign _design;
    private readonly byte[] _labels;
    private readonly double _negativeWeight;
    private readonly double _positiveWeight;
    private readonly double _lambda;
    private readonly int _threads;
    private readonly int _hessianWidth;
    private readonly Part[] _parts;

    /// <param name="labels">One for each row of the design.</param>
    public LogisticObjective(RegressionDesign design, byte[] labels, double negativeWeight, double positiveWeight, double lambda, int threads)
    {
        _design = design;
        _labels = labels;
        _negativeWeight = negativeWeight;
        _positiveWeight = positiveWeight;
        _lambda = lambda;
        _threads = threads;
        _hessianWidth = ((design.Terms / LogisticKernel.Strip) + 1) * LogisticKernel.Strip;
        var most = _hessianWidth > WideHessian ? MaxParts / 4 : MaxParts;
        _parts = [.. Enumerable.Range(0, Math.Clamp(design.Rows / LeastRowsInPart, 1, most)).Select(_ => new Part(design.Strips * LogisticKernel.Strip))];
    }

    /// <summary>Terms and the intercept, which is the last.</summary>
    public int Width => _design.Terms + 1;

    /// <summary>The value at these weights; writes the gradient (Width) and, if given, the Hessian's upper triangle (Width × Width).</summary>
    public double Evaluate(double[] weights, double[] gradient, double[]? hessian, CancellationToken cancellation)
    {
        var perUnit = new double[_design.Means.Length];
        var intercept = weights[^1];
        for (var j = 0; j < _design.Terms; j++)
        {
            perUnit[j] = weights[j] * _design.InverseScales[j];
            intercept -= perUnit[j] * _design.Means[j];
        }
        DedicatedThreads.Run(_threads, _parts.Length, part => Sum(part, perUnit, intercept, hessian is not null, cancellation), cancellation);
        var loss = AddUp(gradient, hessian);
        for (var j = 0; j < _design.Terms; j++)
        {
            loss += _lambda / 2 * weights[j] * weights[j];
            gradient[j] += _lambda * weights[j];
            if (hessian is not null) hessian[(j * Width) + j] += _lambda;
        }
        return loss;
    }

    private double AddUp(double[] gradient, double[]? hessian)
    {
        Array.Clear(gradient);
        if (hessian is not null) Array.Clear(hessian);
        double loss = 0;
        foreach (var part in _parts)
        {
            loss += part.Loss;
            gradient[^1] += part.Residual;
            for (var j = 0; j < _design.Terms; j++) gradient[j] += part.Gradient[j];
            if (hessian is null) continue;
            for (var j = 0; j < Width; j++)
            {
                for (var k = j; k < Width; k++) hessian[(j * Width) + k] += part.Hessian[(j * _hessianWidth) + k];
            }
        }
        for (var j = 0; j < _design.Terms; j++) gradient[j] = (gradient[j] - (_design.Means[j] * gradient[^1])) * _design.InverseScales[j];
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(int number, double[] perUnit, double intercept, bool withHessian, CancellationToken cancellation)
    {
        const int Block = LogisticKernel.RowsInBlock;
        var part = _parts[number];
        var first = (int)((long)_design.Rows * number / _parts.Length);
        var end = (int)((long)_design.Rows * (number + 1) / _parts.Length);
        var reach = _design.Strips * LogisticKernel.Strip;
        part.Reset(withHessian, _hessianWidth);
        double* logits = stackalloc double[Block], residuals = stackalloc double[Block], curvatures = stackalloc double[Block], labels = stackalloc double[Block];
        fixed (float* values = _design.Values, few = part.Few)
        fixed (double* weights = perUnit, gradient = part.Gradient, hessian = part.Hessian, means = _design.Means, inverseScales = _design.InverseScales)
        fixed (double* room = part.Room)
        {
            var standardised = Aligned(room);
            for (int row = first, blocks = 0; row < end; row += Block, blocks++)
            {
                if (blocks % BlocksBetweenCancellationChecks == 0 && cancellation.IsCancellationRequested) return;
                var count = Math.Min(Block, end - row);
                var from = (long)row * _design.Stride;
                var rows = values + from;
                nint stride = _design.Stride;
                if (count < Block || from + ((Block - 1) * (long)stride) + reach > _design.Values.Length)
                {
                    CopyFew(rows, stride, count, few, reach);
                    rows = few;
                    stride = reach;
                }
                for (var i = 0; i < Block; i++) labels[i] = i < count ? _labels[row + i] : 0;
                LogisticKernel.Logits(rows, stride, _design.Strips, weights, intercept, logits);
                for (var i = count; i < Block; i++) logits[i] = LogisticKernel.Nothing;
                part.Loss += LogisticKernel.Respond(logits, labels, _negativeWeight, _positiveWeight, residuals, curvatures);
                for (var i = 0; i < Block; i++) part.Residual += residuals[i];
                LogisticKernel.AddGradient(rows, stride, _design.Strips, residuals, gradient);
                if (!withHessian) continue;
                LogisticKernel.Standardise(rows, stride, _design.Strips, _design.Terms, means, inverseScales, curvatures, standardised, _hessianWidth);
                LogisticKernel.AddHessian(standardised, _hessianWidth, hessian);
            }
        }
    }

    /// <summary>The next whole vector: a store that crosses a cache line takes twice as long.</summary>
    private static double* Aligned(double* room) => (double*)(((nint)room + 63) & ~63);

    /// <summary>A block that ends early, or behind which nothing may be read: copied, with zeros after each row and after the last.</summary>
    private void CopyFew(float* rows, nint stride, int count, float* few, int reach)
    {
        new Span<float>(few, LogisticKernel.RowsInBlock * reach).Clear();
        for (var i = 0; i < count; i++) new ReadOnlySpan<float>(rows + (i * stride), _design.Terms).CopyTo(new Span<float>(few + (i * reach), reach));
    }

    /// <summary>The sums of one part, and room for its arithmetic.</summary>
    private sealed class Part(int reach)
    {
        public double Loss { get; set; }

        public double Residual { get; set; }

        public double[] Gradient { get; } = new double[reach];

        public float[] Few { get; } = new float[LogisticKernel.RowsInBlock * reach];

        public double[] Hessian { get; private set; } = [];

        public double[] Room { get; private set; } = [];

        public void Reset(bool withHessian, int hessianWidth)
        {
            (Loss, Residual) = (0, 0);
            Array.Clear(Gradient);
            if (!withHessian) return;
            if (Hessian.Length > 0)
            {
                Array.Clear(Hessian);
                return;
            }
            Hessian = new double[hessianWidth * hessianWidth];
            Room = new double[(LogisticKernel.RowsInBlock * hessianWidth) + 8];
        }
    }
}
