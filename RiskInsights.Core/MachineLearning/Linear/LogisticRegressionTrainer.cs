namespace RiskInsights.Core.MachineLearning.Linear;

/// <summary>
/// Logistic regression with L2 and L1 penalties, by Newton's method (Hastie, Tibshirani, Friedman, "The Elements of Statistical
/// Learning", 4.4.1) until the gradient vanishes. The optimum is unique for RegLambda above 0, and is scikit-learn's
/// <c>LogisticRegression(C=1/RegLambda)</c> on inputs that are imputed by the mean with a missing indicator, standardised, and one-hot
/// coded (0/1 columns unscaled).
/// </summary>
public static class LogisticRegressionTrainer
{
    private const int SampleRows = 32_768;
    private const int SamplePositivesForEachTerm = 20;
    private const double SampleTolerance = 1e-5;

    /// <summary>
    /// Learns P(label = 1). Numeric columns are standardised unless the options say otherwise; missing values count as the mean, with an indicator term where
    /// the training column has any; every category is a term of its own.
    /// </summary>
    /// <param name="features">One row for each label.</param>
    /// <param name="labels">0 or 1 for each row. Not written to; must not change meanwhile.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after every Newton step over all rows, on this thread.</param>
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

        var terms = RegressionTerms.Of(features, options, cancellation);
        var design = new RegressionDesign(features, [.. terms.Where(term => term.Varies).Select(term => term.Term)], options.Threads, cancellation);
        var (negativeWeight, positiveWeight) = ClassWeights(options, features.Rows, positives);
        double negativeMass = negativeWeight * (features.Rows - positives), positiveMass = positiveWeight * positives;
        var mass = negativeMass + positiveMass;

        var solver = new NewtonSolver(Objective(design, labels, 1), options.RegAlpha, mass, cancellation);
        var startLogit = Math.Log(positiveMass / negativeMass);
        if (SampleStep(design, labels) is { } every && FitSample(every, startLogit) is { } rough) solver.StartFrom(rough);
        else solver.StartFrom(startLogit);
        solver.Solve(options.GradientTolerance, options.MaxIterations, progress);
        return Model(features, terms, solver, options,
            new LogisticRegressionSummary(features.Rows, positives, solver.Iterations, solver.GradientNorm, solver.GradientNorm <= options.GradientTolerance));

        LogisticObjective Objective(RegressionDesign rows, byte[] ofRows, int each) =>
            new(rows, ofRows, each * negativeWeight, each * positiveWeight, options.RegLambda, options.Threads);

        NewtonSolver? FitSample(int every, double startLogit)
        {
            var rows = design.Sample(every);
            var ofRows = new byte[rows.Rows];
            for (var row = 0; row < ofRows.Length; row++) ofRows[row] = labels[row * every];
            var sample = new NewtonSolver(Objective(rows, ofRows, every), options.RegAlpha, mass, cancellation);
            sample.StartFrom(startLogit);
            try
            {
                sample.Solve(SampleTolerance, options.MaxIterations, progress: null);
            }
            catch (TrainingRefusedException)
            {
                // What cannot be told apart in a sample may well be in all rows.
                return null;
            }
            return sample;
        }
    }

    /// <summary>
    /// Many rows: every so-many-th of them gives weights and a Hessian that are nearly right, so that a few passes over all rows
    /// finish. Null where a sample would be too small for the terms. The step is odd, as rows may come in pairs.
    /// </summary>
    private static int? SampleStep(RegressionDesign design, byte[] labels)
    {
        var sampleRows = Math.Max(SampleRows, 64 * design.Terms);
        var every = (design.Rows / sampleRows) | 1;
        if (every < 8) return null;
        int rows = 0, positives = 0;
        for (var row = 0; row < design.Rows; row += every)
        {
            rows++;
            positives += labels[row];
        }
        return Math.Min(positives, rows - positives) >= SamplePositivesForEachTerm * (design.Terms + 1) ? every : null;
    }

    private static (double Negative, double Positive) ClassWeights(LogisticRegressionOptions options, int rows, int positives) =>
        options.BalanceClasses
            ? (rows / (2.0 * (rows - positives)), options.ScalePosWeight * rows / (2.0 * positives))
            : (1, options.ScalePosWeight);

    private static LogisticRegressionModel Model(
        FeatureMatrix features, List<(LogisticRegressionTerm Term, bool Varies)> terms, NewtonSolver solver,
        LogisticRegressionOptions options, LogisticRegressionSummary summary)
    {
        var weights = solver.Weights;
        // The usual errors do not hold after an L1 penalty has chosen the terms.
        var variances = options.RegAlpha > 0 ? null : CholeskyFactor.Of(solver.Hessian(), weights.Length)?.InverseDiagonal();
        var fitted = new List<LogisticRegressionTerm>(terms.Count);
        var baseLogit = weights[^1];
        var next = 0;
        foreach (var (term, varies) in terms)
        {
            if (!varies)
            {
                fitted.Add(term);
                continue;
            }
            if (term.Kind != LogisticRegressionTermKind.Value) baseLogit += weights[next] * term.Mean;
            fitted.Add(term with { Coefficient = weights[next], StandardError = variances is null ? null : Math.Sqrt(variances[next]) });
            next++;
        }
        return new LogisticRegressionModel(features.Columns, fitted, baseLogit, summary);
    }
}
