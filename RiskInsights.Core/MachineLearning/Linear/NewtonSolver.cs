namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// Finds the least value of F(w) + α·Σⱼ|wⱼ| (without the last weight) by Newton's method. The Hessian costs several gradients, so it
/// is kept for the next steps, corrected by what they show of it (BFGS), as long as each of them takes the gradient down well. With α
/// above 0 the step comes from <see cref="ProximalStep"/> (Lee, Sun, Saunders, "Proximal Newton-type methods", 2014), uncorrected.
/// </summary>
internal sealed class NewtonSolver(LogisticObjective objective, double alpha, double mass, CancellationToken cancellation)
{
    private const int MostHalvings = 40;
    private const double GoodProgress = 0.25;

    private readonly int _width = objective.Width;
    private double[] _weights = new double[objective.Width];
    private double[] _gradient = new double[objective.Width];
    private double[] _trial = new double[objective.Width];
    private double[] _trialGradient = new double[objective.Width];
    private double[]? _hessian;
    private CholeskyFactor? _factor;
    private readonly List<(double[] Step, double[] Change)> _corrections = [];
    private double _value;
    private bool _hessianIsHere;

    public double[] Weights => _weights;

    public int Iterations { get; private set; }

    /// <summary>Largest absolute component of the smallest subgradient, per unit of row weight.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>The Hessian of the smooth part at <see cref="Weights"/>: its upper triangle.</summary>
    public double[] Hessian()
    {
        if (!_hessianIsHere) Refresh();
        return _hessian!;
    }

    /// <summary>Starts from what another solver found on a part of the rows: its weights, and its Hessian until it proves too rough.</summary>
    public void StartFrom(NewtonSolver rough)
    {
        _weights = (double[])rough._weights.Clone();
        var hessian = rough.Hessian();
        // Columns that determine one another in the part may not do so in all rows.
        if (alpha > 0 || rough._factor is not null) (_hessian, _factor) = (hessian, rough._factor);
    }

    /// <param name="start">The last weight to start from; the others are 0.</param>
    public void StartFrom(double start) => _weights[^1] = start;

    /// <summary>Goes on until the norm is at most the tolerance, or as often as allowed, or until no step lowers the value any more.</summary>
    public void Solve(double tolerance, int mostIterations, IProgress<TrainingProgress>? progress)
    {
        _value = objective.Evaluate(_weights, _gradient, hessian: null, cancellation) + Penalty(_weights);
        GradientNorm = Norm(_weights, _gradient);
        for (Iterations = 0; ; Iterations++)
        {
            progress?.Report(new TrainingProgress(Iterations, mostIterations, GradientNorm));
            if (GradientNorm <= tolerance || Iterations == mostIterations) return;
            if (_hessian is null) Refresh();
            var before = GradientNorm;
            if (!TryStep())
            {
                if (_hessianIsHere) return;
                Refresh();
                if (!TryStep()) return;
            }
            GradientNorm = Norm(_weights, _gradient);
            if (GradientNorm > GoodProgress * before && GradientNorm > tolerance) _hessian = null;
        }
    }

    private void Refresh()
    {
        _hessian = new double[_width * _width];
        _value = objective.Evaluate(_weights, _gradient, _hessian, cancellation) + Penalty(_weights);
        _factor = alpha > 0 ? null : CholeskyFactor.Of(_hessian, _width);
        _hessianIsHere = true;
        _corrections.Clear();
    }

    private bool TryStep()
    {
        var step = Step();
        double descent = 0;
        for (var j = 0; j < _width; j++) descent += step[j] * _gradient[j];
        for (var j = 0; j < _width; j++) _trial[j] = _weights[j] + step[j];
        descent += Penalty(_trial) - Penalty(_weights);
        if (!(descent < 0)) return false;
        // Near the optimum the value can no longer show a decrease that the gradient still shows.
        var noise = 1e-14 * Math.Abs(_value);
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            for (var j = 0; j < _width; j++) _trial[j] = _weights[j] + (length * step[j]);
            var value = objective.Evaluate(_trial, _trialGradient, hessian: null, cancellation) + Penalty(_trial);
            if (!(value <= _value + (1e-4 * length * descent) + noise)) continue;
            _value = value;
            _corrections.Add(([.. _trial.Zip(_weights, (after, before) => after - before)], [.. _trialGradient.Zip(_gradient, (after, before) => after - before)]));
            (_weights, _trial) = (_trial, _weights);
            (_gradient, _trialGradient) = (_trialGradient, _gradient);
            _hessianIsHere = false;
            return true;
        }
        return false;
    }

    private double[] Step()
    {
        if (alpha > 0) return ProximalStep.Of(_hessian!, _gradient, _weights, alpha);
        var factor = _factor ?? throw new TrainingRefusedException("features",
            "Some columns determine one another (all categories of a column, for example), which the RegLambda is too small to settle; use a larger one.");
        return Array.ConvertAll(Corrected(factor), value => -value);
    }

    /// <summary>The inverse Hessian times the gradient: the factor's, with the BFGS updates since it was made (Nocedal's two loops).</summary>
    private double[] Corrected(CholeskyFactor factor)
    {
        var direction = (double[])_gradient.Clone();
        var shares = new double[_corrections.Count];
        for (var i = shares.Length - 1; i >= 0; i--)
        {
            var (step, change) = _corrections[i];
            shares[i] = Dot(step, direction) / Dot(step, change);
            for (var j = 0; j < _width; j++) direction[j] -= shares[i] * change[j];
        }
        direction = factor.Solve(direction);
        for (var i = 0; i < shares.Length; i++)
        {
            var (step, change) = _corrections[i];
            var share = shares[i] - (Dot(change, direction) / Dot(step, change));
            for (var j = 0; j < _width; j++) direction[j] += share * step[j];
        }
        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var j = 0; j < a.Length; j++) sum += a[j] * b[j];
        return sum;
    }

    private double Penalty(double[] weights)
    {
        if (alpha == 0) return 0;
        double sum = 0;
        for (var j = 0; j < weights.Length - 1; j++) sum += Math.Abs(weights[j]);
        return alpha * sum;
    }

    private double Norm(double[] weights, double[] gradient)
    {
        double norm = Math.Abs(gradient[^1]);
        for (var j = 0; j < weights.Length - 1; j++)
        {
            var component = weights[j] == 0
                ? Math.Max(0, Math.Abs(gradient[j]) - alpha)
                : Math.Abs(gradient[j] + (alpha * Math.Sign(weights[j])));
            norm = Math.Max(norm, component);
        }
        return norm / mass;
    }
}
