using RiskInsights.Core.MachineLearning.Boosting;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>Random search of the options of gradient boosting by the log loss on validation rows. Dimensions have the names of <see cref="BoostingOptions"/>.</summary>
public static class BoostingSearch
{
    private static readonly Dictionary<string, Func<BoostingOptions, double, BoostingOptions>> Setters = new(StringComparer.Ordinal)
    {
        [nameof(BoostingOptions.Trees)] = (options, value) => options with { Trees = Whole(value) },
        [nameof(BoostingOptions.LearningRate)] = (options, value) => options with { LearningRate = value },
        [nameof(BoostingOptions.MaxDepth)] = (options, value) => options with { MaxDepth = Whole(value) },
        [nameof(BoostingOptions.MaxLeaves)] = (options, value) => options with { MaxLeaves = Whole(value) },
        [nameof(BoostingOptions.RegLambda)] = (options, value) => options with { RegLambda = value },
        [nameof(BoostingOptions.RegAlpha)] = (options, value) => options with { RegAlpha = value },
        [nameof(BoostingOptions.MinSplitLoss)] = (options, value) => options with { MinSplitLoss = value },
        [nameof(BoostingOptions.MinChildWeight)] = (options, value) => options with { MinChildWeight = value },
        [nameof(BoostingOptions.Subsample)] = (options, value) => options with { Subsample = value },
        [nameof(BoostingOptions.ColsampleByTree)] = (options, value) => options with { ColsampleByTree = value },
        [nameof(BoostingOptions.ColsampleByNode)] = (options, value) => options with { ColsampleByNode = value },
        [nameof(BoostingOptions.ScalePosWeight)] = (options, value) => options with { ScalePosWeight = value },
        [nameof(BoostingOptions.MaxBins)] = (options, value) => options with { MaxBins = Whole(value) },
    };

    /// <summary>What is worth a search on tables of customers: the rate, the size of trees, penalties and sampling.</summary>
    public static SearchSpace DefaultSpace { get; } = new(
        SearchDimension.LogUniform(nameof(BoostingOptions.LearningRate), 0.02, 0.3),
        SearchDimension.Integer(nameof(BoostingOptions.MaxDepth), 2, 8),
        SearchDimension.LogUniform(nameof(BoostingOptions.MinChildWeight), 0.5, 50),
        SearchDimension.LogUniform(nameof(BoostingOptions.RegLambda), 0.1, 30),
        SearchDimension.Uniform(nameof(BoostingOptions.Subsample), 0.5, 1),
        SearchDimension.Uniform(nameof(BoostingOptions.ColsampleByTree), 0.4, 1));

    /// <summary>The options with a candidate's values in place of their own.</summary>
    /// <exception cref="ArgumentException">A name that is no option that can be searched, or a value out of the option's range.</exception>
    public static BoostingOptions Apply(BoostingOptions options, IReadOnlyDictionary<string, double> candidate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(candidate);
        foreach (var (name, value) in candidate)
        {
            if (!Setters.TryGetValue(name, out var set)) throw new ArgumentException($"'{name}' is no option of boosting that can be searched.", nameof(candidate));
            options = set(options, value);
        }
        options.Validate();
        return options;
    }

    /// <summary>Searches. The winner's options are <see cref="Apply"/> of <see cref="SearchResult.Best"/>'s parameters.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">0 or 1 for each of them.</param>
    /// <param name="validation">Rows whose log loss is the loss of a trial; best later in time than the training rows.</param>
    /// <param name="space">Null for <see cref="DefaultSpace"/>. Both ends of each dimension must lie in the option's range.</param>
    /// <param name="boosting">The options that are not searched, <see cref="BoostingOptions.Trees"/> and
    /// <see cref="BoostingOptions.EarlyStoppingRounds"/> among them.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <inheritdoc cref="RandomSearch.Run"/>
    public static SearchResult Run(
        FeatureMatrix features,
        byte[] labels,
        ValidationRows validation,
        SearchSpace? space = null,
        BoostingOptions? boosting = null,
        RandomSearchOptions? options = null,
        Func<TimeSpan>? elapsed = null,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(validation);
        space ??= DefaultSpace;
        boosting ??= new BoostingOptions();
        RequireRanges(space, boosting);
        return RandomSearch.Run(space, (candidate, keepGoing, stop) =>
            GradientBoostingTrainer.Fit(features, labels, Apply(boosting, candidate), validation, keepGoing: keepGoing, cancellation: stop),
            options, elapsed, progress, cancellation);
    }

    private static void RequireRanges(SearchSpace space, BoostingOptions boosting)
    {
        foreach (var dimension in space.Dimensions)
        {
            foreach (var value in dimension.Choices.Append(dimension.Lowest).Append(dimension.Highest))
                Apply(boosting, new Dictionary<string, double>(StringComparer.Ordinal) { [dimension.Name] = value });
        }
    }

    private static int Whole(double value) =>
        value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue ? (int)value : throw new ArgumentException(Invariant($"{value} is not a whole number."), nameof(value));
}
