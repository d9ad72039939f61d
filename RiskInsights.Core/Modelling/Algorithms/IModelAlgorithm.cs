using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>A way to learn a recipe: joins one learner of <c>MachineLearning</c> to recipes, options and artefacts.</summary>
public interface IModelAlgorithm
{
    /// <summary>Stable: <c>scorecard</c>, <c>gradient_boosting</c>, <c>logistic_regression</c>.</summary>
    string Name { get; }

    /// <summary>What can be set, with defaults and ranges.</summary>
    IReadOnlyList<AlgorithmOption> Options { get; }

    /// <summary>Learns from the training rows alone. Deterministic by seed, whatever the number of threads.</summary>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <exception cref="TrainingRefusedException">The rows cannot be learned from; the message says why.</exception>
    IClientModel Fit(ModelRecipe recipe, TrainingRows rows, AlgorithmParameters parameters, FitResources resources, Action<double> progress, CancellationToken cancellation);

    /// <summary>
    /// Learns from earlier rows and tells the log loss on later ones: by round, from 1, where it learns in rounds; else once, at
    /// the end. What was learned is given up: a search only asks how good a setting is.
    /// </summary>
    /// <param name="keepGoing">Takes the round and its loss; false ends the trial there.</param>
    /// <inheritdoc cref="Fit"/>
    void Try(
        ModelRecipe recipe, TrainingRows earlier, TrainingRows later, AlgorithmParameters parameters, FitResources resources,
        Func<int, double, bool> keepGoing, CancellationToken cancellation)
    {
        var model = Fit(recipe, earlier, parameters, resources, _ => { }, cancellation);
        keepGoing(1, LogLoss.Of(later.Labels, model.Probabilities(later.Features, resources.Threads, cancellation)));
    }

    /// <summary>Reads a stored model for the recipe as it is today.</summary>
    /// <exception cref="InvalidModelException">Damaged, or it asks for an input that the recipe no longer has.</exception>
    IClientModel Read(ModelRecipe recipe, ReadOnlySpan<byte> artefact);
}

/// <param name="Threads">Dedicated threads that may compute, the calling one included.</param>
/// <param name="Seed">Of all that is drawn.</param>
public sealed record FitResources(int Threads, int Seed);
