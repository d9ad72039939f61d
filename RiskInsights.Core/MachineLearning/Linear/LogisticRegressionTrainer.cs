namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// Logistic regression with an L2 penalty, fitted by Newton's method with step halving (iteratively reweighted least
/// squares; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 4.4.1) until the gradient vanishes.
/// The optimum is unique for RegLambda above 0, and is scikit-learn's <c>LogisticRegression(C=1/RegLambda)</c> on inputs that
/// are imputed by the mean with a missing indicator, standardised, and one-hot coded (0/1 columns unscaled).
/// </summary>
public static class LogisticRegressionTrainer
{
    private const int MostHalvings = 40;

    /// <summary>
    /// Learns P(label = 1). Numeric columns are standardised; missing values count as the mean, with an indicator term where
    /// the training column has any; every category is a term of its own.
    /// </summary>
    /// <param name="features">One row for each label.</param>
    /// <param name="labels">0 or 1 for each row. Not written to; must not change meanwhile.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after every Newton step, on this thread.</param>
    /// <param name="cancellation">Ends the training within milliseconds with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TrainingRefusedException">Too few rows of a label, a constant or all-missing column, too many
    /// terms, or (RegLambda at or near 0) collinear columns.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or an option is out of range.</exception>
    public static LogisticRegressionModel Fit(
        FeatureMatrix features,
        byte[] labels,
        LogisticRegressionOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new LogisticRegressionOptions();
        options.Validate();
        var positives = Labels.RequireBothClasses(labels, features.Rows, options.MinClassRows, nameof(labels));
        cancellation.ThrowIfCancellationRequested();

        var terms = RegressionTerms.Of(features, options.AllowConstantColumns);
        var design = new RegressionDesign(features, [.. terms.Where(term => term.Varies).Select(term => term.Term)]);
        var (negativeWeight, positiveWeight) = ClassWeights(options, features.Rows, positives);
        var objective = new LogisticObjective(design, labels, negativeWeight, positiveWeight, options.RegLambda, options.Threads);
        var optimum = Minimise(objective, design.Width, options, progress, cancellation,
            negativeMass: negativeWeight * (features.Rows - positives), positiveMass: positiveWeight * positives);

        var variances = Factor(optimum.Hessian, design.Width).InverseDiagonal();
        var fitted = new List<LogisticRegressionTerm>(terms.Count);
        var baseLogit = optimum.Weights[^1];
        var next = 0;
        foreach (var (term, varies) in terms)
        {
            if (!varies)
            {
                fitted.Add(term);
                continue;
            }
            var coefficient = optimum.Weights[next];
            if (term.Kind != LogisticRegressionTermKind.Value) baseLogit += coefficient * term.Mean;
            fitted.Add(term with { Coefficient = coefficient, StandardError = Math.Sqrt(variances[next]) });
            next++;
        }
        return new LogisticRegressionModel(features.Columns, fitted, baseLogit,
            new LogisticRegressionSummary(features.Rows, positives, optimum.Iterations, optimum.GradientNorm, optimum.GradientNorm <= options.GradientTolerance));
    }

    private static (double Negative, double Positive) ClassWeights(LogisticRegressionOptions options, int rows, int positives) =>
        options.BalanceClasses
            ? (rows / (2.0 * (rows - positives)), options.ScalePosWeight * rows / (2.0 * positives))
            : (1, options.ScalePosWeight);

    private static Optimum Minimise(
        LogisticObjective objective, int width, LogisticRegressionOptions options,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation, double negativeMass, double positiveMass)
    {
        double[] weights = new double[width], gradient = new double[width], hessian = new double[width * width];
        double[] trial = new double[width], trialGradient = new double[width], trialHessian = new double[width * width];
        weights[^1] = Math.Log(positiveMass / negativeMass);
        var loss = objective.Evaluate(weights, gradient, hessian, cancellation);
        var iterations = 0;
        for (; ; iterations++)
        {
            var norm = gradient.Max(Math.Abs) / (negativeMass + positiveMass);
            progress?.Report(new TrainingProgress(iterations, options.MaxIterations, norm));
            if (norm <= options.GradientTolerance || iterations == options.MaxIterations) break;
            var step = Factor(hessian, width).Solve(gradient);
            var descent = 0.0;
            for (var j = 0; j < width; j++) descent += step[j] * gradient[j];
            if (!TryStep(step, descent)) break;
            (weights, trial) = (trial, weights);
            (gradient, trialGradient) = (trialGradient, gradient);
            (hessian, trialHessian) = (trialHessian, hessian);
        }
        return new Optimum(weights, hessian, iterations, gradient.Max(Math.Abs) / (negativeMass + positiveMass));

        bool TryStep(double[] step, double descent)
        {
            // Near the optimum the loss can no longer show a decrease that the gradient still shows.
            var noise = 1e-14 * Math.Abs(loss);
            var length = 1.0;
            for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
            {
                for (var j = 0; j < trial.Length; j++) trial[j] = weights[j] - (length * step[j]);
                var trialLoss = objective.Evaluate(trial, trialGradient, trialHessian, cancellation);
                if (!(trialLoss <= loss - (1e-4 * length * descent) + noise)) continue;
                loss = trialLoss;
                return true;
            }
            return false;
        }
    }

    private static CholeskyFactor Factor(double[] hessian, int width) =>
        CholeskyFactor.Of(hessian, width) ?? throw new TrainingRefusedException("features",
            "Some columns determine one another (all categories of a column, for example), which the RegLambda is too small to settle; use a larger one.");

    private sealed record Optimum(double[] Weights, double[] Hessian, int Iterations, double GradientNorm);
}
