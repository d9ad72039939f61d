using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Gradient boosting of trees for a 0/1 label by XGBoost's algorithm (Chen and Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD
/// 2016, with its <c>hist</c> tree method): each tree is a Newton step on the penalised log loss, its splits are searched for
/// on histograms of at most 255 bins a column, and missing values go to the side where they do best.
/// </summary>
public static class GradientBoostingTrainer
{
    /// <summary>Learns P(label = 1).</summary>
    /// <param name="features">One row for each label. Needs no scaling; NaN is missing.</param>
    /// <param name="labels">0 or 1 for each row. Not written to; must not change meanwhile.</param>
    /// <param name="options">Null for the defaults. The same seed, data and options give the same model bit for bit, whatever the
    /// number of threads.</param>
    /// <param name="validation">Rows whose log loss is followed (<see cref="GradientBoostingModel.History"/>) and, with
    /// <see cref="BoostingOptions.EarlyStoppingRounds"/>, ends the training.</param>
    /// <param name="progress">Told after each tree, on this thread.</param>
    /// <param name="keepGoing">Asked after each tree, on this thread, with the number of trees and the log loss of the validation rows, which it
    /// needs; false ends the training there. The trees so far do not depend on it, and which are kept is for
    /// <see cref="BoostingOptions.EarlyStoppingRounds"/> to say as ever.</param>
    /// <param name="cancellation">Ends the training within a level of a tree with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TrainingRefusedException">Labels of one class, a constant or all-missing column.</exception>
    /// <exception cref="ArgumentException">Lengths or columns differ, a label is not 0 or 1, a column has more categories than
    /// bins, a monotone column is unknown or categorical, early stopping or <paramref name="keepGoing"/> without validation rows, or an option
    /// out of range.</exception>
    public static GradientBoostingModel Fit(
        FeatureMatrix features,
        byte[] labels,
        BoostingOptions? options = null,
        ValidationRows? validation = null,
        IProgress<TrainingProgress>? progress = null,
        Func<int, double, bool>? keepGoing = null,
        CancellationToken cancellation = default) =>
        Fit(features, labels, options ?? new BoostingOptions(), validation, progress, keepGoing, TrainingResources.Default, cancellation);

    internal static GradientBoostingModel Fit(
        FeatureMatrix features,
        byte[] labels,
        BoostingOptions options,
        ValidationRows? validation,
        IProgress<TrainingProgress>? progress,
        Func<int, double, bool>? keepGoing,
        TrainingResources resources,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        options.Validate();
        var positives = Labels.RequireBothClasses(labels, features.Rows, least: 1, nameof(labels));
        if (validation is not null) Check(validation, features);
        if (options.EarlyStoppingRounds > 0 && validation is null)
            throw new ArgumentException("EarlyStoppingRounds needs validation rows.", nameof(validation));
        if (keepGoing is not null && validation is null)
            throw new ArgumentException("There is no loss to ask about without validation rows.", nameof(validation));
        var directions = Directions(features, options);
        cancellation.ThrowIfCancellationRequested();

        using var team = new WorkerTeam(options.Threads);
        var bins = FeatureBinning.Find(features, options.MaxBins, options.AllowConstantColumns, team, nameof(features));
        using var binned = BinnedRows.Of(features, BinLayout.Of(bins), team, resources.Instructions);
        var baseScore = (float)(options.BaseScore ?? Prior(positives * options.ScalePosWeight, labels.Length - positives));
        using var boosting = new BoostingRun(binned, labels, baseScore, options, directions, team, resources, cancellation);
        var followed = validation is null ? null : new ValidationLoss(validation, baseScore, team, resources.Instructions);
        var trainingLoss = new List<double>();
        for (var tree = 0; tree < options.Trees; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            var grown = boosting.AddTree();
            if (followed is not null)
            {
                followed.Add(grown);
                trainingLoss.Add(boosting.MeanLoss());
            }
            progress?.Report(new TrainingProgress(tree + 1, options.Trees));
            if (options.EarlyStoppingRounds > 0 && tree + 1 - followed!.BestTrees >= options.EarlyStoppingRounds) break;
            if (keepGoing is not null && !keepGoing(tree + 1, followed!.Losses[^1])) break;
        }
        var kept = options.EarlyStoppingRounds > 0 ? boosting.Trees.Take(followed!.BestTrees) : boosting.Trees;
        var history = followed is null ? null : new BoostingHistory(trainingLoss, followed.Losses, followed.BestTrees);
        return new GradientBoostingModel(features.Columns, baseScore, [.. kept], history, resources.Instructions);
    }

    /// <summary>The weighted share of positives, kept off 0 and 1 where a weight would swamp the other class.</summary>
    private static double Prior(double positiveWeight, double negativeWeight) =>
        Math.Clamp(positiveWeight / (positiveWeight + negativeWeight), 1e-6, 1 - 1e-6);

    private static void Check(ValidationRows validation, FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(validation.Features);
        ArgumentNullException.ThrowIfNull(validation.Labels);
        validation.Features.RequireColumns(features.Columns, nameof(validation));
        Labels.CountPositives(validation.Labels, validation.Features.Rows, nameof(validation));
        if (validation.Labels.Length == 0) throw new ArgumentException("There are no validation rows.", nameof(validation));
    }

    private static int[] Directions(FeatureMatrix features, BoostingOptions options)
    {
        var directions = new int[features.Width];
        foreach (var (name, direction) in options.MonotoneConstraints)
        {
            var column = Enumerable.Range(0, features.Width).FirstOrDefault(j => string.Equals(features.Columns[j].Name, name, StringComparison.Ordinal), -1);
            if (column < 0) throw new ArgumentException($"MonotoneConstraints: there is no column '{name}'.", nameof(options));
            if (features.Columns[column].IsCategorical && direction != 0)
                throw new ArgumentException(Invariant($"MonotoneConstraints: column '{name}' is categorical and has no order."), nameof(options));
            directions[column] = direction;
        }
        return directions;
    }
}
