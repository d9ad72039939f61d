using System.Text;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>Logistic regression on scaled inputs (<see cref="FeatureScale"/>): the baseline that others have to beat.</summary>
public sealed class RegressionAlgorithm : IModelAlgorithm
{
    public string Name => "logistic_regression";

    public IReadOnlyList<AlgorithmOption> Options { get; } =
    [
        new("reg_lambda", 1, 0, 1e9) { Search = new(0.01, 1000, IsLogarithmic: true) },
        new("reg_alpha", 0, 0, 1e9),
    ];

    public IClientModel Fit(
        ModelRecipe recipe, TrainingRows rows, AlgorithmParameters parameters, FitResources resources, Action<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(rows);
        var inputs = InputSelection.Telling(rows.Features);
        var scaling = new InputScaling(recipe, inputs);
        var options = new LogisticRegressionOptions
        {
            RegLambda = parameters["reg_lambda"],
            RegAlpha = parameters["reg_alpha"],
            AllowConstantColumns = true,
            Threads = resources.Threads,
        };
        var model = LogisticRegressionTrainer.Fit(scaling.Of(rows.Features), rows.Labels, options, ShareDone.To(progress), cancellation);
        return new RegressionClientModel(model, scaling);
    }

    public IClientModel Read(ModelRecipe recipe, ReadOnlySpan<byte> artefact)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var model = LogisticRegressionModel.FromJson(Encoding.UTF8.GetString(artefact));
        return new RegressionClientModel(model, new InputScaling(recipe, InputSelection.Named(recipe.Columns, model.Columns)));
    }
}
