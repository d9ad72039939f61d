using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>
/// Makes a scorecard as banks do (Siddiqi, "Credit Risk Scorecards", 2006): optimal bins for each column, weights of evidence,
/// logistic regression on them, points.
/// </summary>
public static class ScorecardTrainer
{
    /// <summary>
    /// Learns a card. Columns below the floors of information value stay out; then, one at a time, the one whose coefficient has
    /// the wrong sign most significantly, until none has. <see cref="ScorecardModel.Features"/> names them all.
    /// </summary>
    /// <param name="features">One row for each label.</param>
    /// <param name="labels">0 (good) or 1 (bad) for each row. Not written to; must not change meanwhile.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each column, possibly from several threads at once.</param>
    /// <param name="cancellation">Ends the training within one column with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TrainingRefusedException">Too few rows of a label, a constant or all-missing column, or no column with
    /// enough information value.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, an option is out of range, or options are given
    /// for a column that does not exist.</exception>
    public static ScorecardModel Fit(
        FeatureMatrix features,
        byte[] labels,
        ScorecardOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new ScorecardOptions();
        options.Validate();
        foreach (var name in options.BinningOf.Keys) features.IndexOf(name);
        Labels.RequireBothClasses(labels, features.Rows, options.MinClassRows, nameof(labels));

        var binnings = new BinnedColumn[features.Width];
        var done = 0;
        DedicatedThreads.Run(options.Threads, binnings.Length, j =>
        {
            binnings[j] = Cut(features, labels, j, options);
            progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), binnings.Length));
        }, cancellation);

        var floor = Math.Max(double.Epsilon, Math.Max(options.MinInformationValue, options.MinShareOfBest * binnings.Max(binning => binning.InformationValue)));
        var candidates = Enumerable.Range(0, binnings.Length).Where(j => binnings[j].InformationValue >= floor).ToList();
        if (candidates.Count == 0)
            throw new TrainingRefusedException(nameof(features), FormattableString.Invariant($"No column has an information value of {options.MinInformationValue} or more."));
        var (regression, kept) = FitWithRightSigns(features, labels, binnings, candidates, options, cancellation);

        var fitted = new ScorecardFeature[binnings.Length];
        // The regression tells the log-odds of bad; a card tells those of good.
        var intercept = -regression.BaseLogit;
        for (var j = 0; j < fitted.Length; j++)
        {
            var position = kept.IndexOf(j);
            if (position < 0)
            {
                var exclusion = candidates.Contains(j) ? ScorecardExclusion.WrongSign : ScorecardExclusion.LowInformationValue;
                fitted[j] = new ScorecardFeature(binnings[j], exclusion, coefficient: 0, standardError: null);
                continue;
            }
            var term = regression.Terms[position];
            intercept += term.CoefficientPerUnit * term.Mean;
            fitted[j] = new ScorecardFeature(binnings[j], exclusion: null, -term.CoefficientPerUnit, term.StandardError / term.Scale);
        }
        return new ScorecardModel(fitted, intercept, options.Scaling, regression.Summary);
    }

    private static BinnedColumn Cut(FeatureMatrix features, byte[] labels, int j, ScorecardOptions options)
    {
        var column = features.Columns[j];
        var values = features.Column(j);
        var binning = OptimalBinning.Fit(column, values, labels, options.BinningOf.GetValueOrDefault(column.Name, options.Binning));
        if (!options.AllowConstantColumns && Array.TrueForAll(values, value => value.Equals(values[0])))
            throw new TrainingRefusedException(nameof(features), $"Column '{column.Name}' has the same value in every row.");
        return binning;
    }

    private static (LogisticRegressionModel Model, List<int> Kept) FitWithRightSigns(
        FeatureMatrix features, byte[] labels, BinnedColumn[] binnings, List<int> candidates, ScorecardOptions options, CancellationToken cancellation)
    {
        var kept = new List<int>(candidates);
        while (true)
        {
            var model = LogisticRegressionTrainer.Fit(WeightsOfEvidence(features, binnings, kept), labels, new LogisticRegressionOptions
            {
                RegLambda = options.RegLambda,
                Standardise = false,
                MinClassRows = options.MinClassRows,
                Threads = options.Threads,
            }, cancellation: cancellation);
            var worst = model.Terms.Index().MaxBy(term => term.Item.Coefficient / term.Item.StandardError!.Value);
            // A lone column has the right sign by the meaning of its weights of evidence.
            if (worst.Item.Coefficient < 0 || kept.Count == 1) return (model, kept);
            kept.RemoveAt(worst.Index);
        }
    }

    private static FeatureMatrix WeightsOfEvidence(FeatureMatrix features, BinnedColumn[] binnings, List<int> kept)
    {
        var values = new float[checked(features.Rows * kept.Count)];
        for (var row = 0; row < features.Rows; row++)
        {
            var source = features.Row(row);
            for (var k = 0; k < kept.Count; k++) values[(row * kept.Count) + k] = (float)binnings[kept[k]].Woe(source[kept[k]]);
        }
        return new FeatureMatrix(FeatureColumn.Numeric([.. kept.Select(j => features.Columns[j].Name)]), values);
    }
}
