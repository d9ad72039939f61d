using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>
/// Gradient boosting by XGBoost's algorithm. How many trees is found on the newest as-of date of the training rows, which a
/// first fit does not learn from; then all rows are learned from with so many.
/// </summary>
public sealed class BoostingAlgorithm : IModelAlgorithm
{
    /// <summary>Fewer positives than this on the newest date: their loss would stop the trees by chance.</summary>
    private const int LeastValidationPositives = 20;

    private const int UnvalidatedTrees = 100;

    public string Name => "gradient_boosting";

    public IReadOnlyList<AlgorithmOption> Options { get; } =
    [
        new("trees", 400, 1, 10_000) { IsWhole = true },
        new("learning_rate", 0.06, 0.001, 1) { Search = new(0.01, 0.2, IsLogarithmic: true) },
        new("max_depth", 3, 1, 16) { IsWhole = true, Search = new(2, 7) },
        new("min_child_weight", 3, 0, 1e9) { Search = new(0.5, 50, IsLogarithmic: true) },
        new("subsample", 0.8, 0.05, 1) { Search = new(0.5, 1) },
        new("colsample_bytree", 0.6, 0.05, 1) { Search = new(0.3, 1) },
        new("reg_lambda", 5, 0, 1e9) { Search = new(0.1, 100, IsLogarithmic: true) },
        new("early_stopping_rounds", 50, 0, 10_000) { IsWhole = true },
    ];

    public IClientModel Fit(
        ModelRecipe recipe, TrainingRows rows, AlgorithmParameters parameters, FitResources resources, Action<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(rows);
        var inputs = InputSelection.Telling(rows.Features);
        var options = OptionsOf(recipe, inputs, parameters, resources);
        var (trees, begins) = (options.Trees, 0.0);
        if (options.EarlyStoppingRounds > 0)
        {
            (trees, begins) = (Math.Min(trees, UnvalidatedTrees), 0.5);
            var (earlier, newest) = rows.SplitNewest();
            if (earlier.Positives >= LeastValidationPositives && newest.Positives >= LeastValidationPositives)
            {
                var watched = new ValidationRows(inputs.Select(newest.Features), newest.Labels);
                var first = GradientBoostingTrainer.Fit(
                    inputs.Select(earlier.Features), earlier.Labels, options, watched, ShareDone.To(done => progress(done * begins)), cancellation: cancellation);
                trees = first.Trees.Count;
            }
        }

        var model = GradientBoostingTrainer.Fit(
            inputs.Select(rows.Features), rows.Labels, options with { Trees = trees, EarlyStoppingRounds = 0 }, null,
            ShareDone.To(done => progress(begins + (done * (1 - begins)))), cancellation: cancellation);
        return new BoostedClientModel(model, inputs);
    }

    public void Try(
        ModelRecipe recipe, TrainingRows earlier, TrainingRows later, AlgorithmParameters parameters, FitResources resources,
        Func<int, double, bool> keepGoing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var inputs = InputSelection.Telling(earlier.Features);
        GradientBoostingTrainer.Fit(
            inputs.Select(earlier.Features), earlier.Labels, OptionsOf(recipe, inputs, parameters, resources),
            new ValidationRows(inputs.Select(later.Features), later.Labels), keepGoing: keepGoing, cancellation: cancellation);
    }

    public IClientModel Read(ModelRecipe recipe, ReadOnlySpan<byte> artefact)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var model = XgboostFormat.Read(artefact);
        return new BoostedClientModel(model, InputSelection.Named(recipe.Columns, model.Columns));
    }

    internal static BoostingOptions OptionsOf(ModelRecipe recipe, InputSelection inputs, AlgorithmParameters parameters, FitResources resources) => new()
    {
        Trees = parameters.Whole("trees"),
        LearningRate = parameters["learning_rate"],
        MaxDepth = parameters.Whole("max_depth"),
        MinChildWeight = parameters["min_child_weight"],
        Subsample = parameters["subsample"],
        ColsampleByTree = parameters["colsample_bytree"],
        RegLambda = parameters["reg_lambda"],
        EarlyStoppingRounds = parameters.Whole("early_stopping_rounds"),
        MonotoneConstraints = inputs.Columns
            .Select(c => recipe.Feature(c.Name))
            .Where(f => f.Direction != 0)
            .ToDictionary(f => f.Name, f => f.Direction, StringComparer.Ordinal),
        AllowConstantColumns = true,
        Seed = resources.Seed,
        Threads = resources.Threads,
    };
}
