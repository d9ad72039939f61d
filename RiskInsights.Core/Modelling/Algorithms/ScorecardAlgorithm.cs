using System.Text;
using RiskInsights.Core.MachineLearning.Binning;
using RiskInsights.Core.MachineLearning.Scorecard;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>A scorecard: weights of evidence of optimal bins in a logistic regression, and points that add up.</summary>
public sealed class ScorecardAlgorithm : IModelAlgorithm
{
    // A bank has few defaults, and each stands in the rows of several dates: a bin's odds are weaker evidence than its rows suggest.
    private const double Smoothing = 50;

    public string Name => "scorecard";

    public IReadOnlyList<AlgorithmOption> Options { get; } =
    [
        new("max_bins", 6, 2, 50) { IsWhole = true, Search = new(4, 16) },
        new("min_bin_share", 0.02, 0, 0.5) { Search = new(0.005, 0.1, IsLogarithmic: true) },
        new("min_information_value", 0.1, 0, 10) { Search = new(0.01, 0.5, IsLogarithmic: true) },
        new("min_share_of_best", 0.1, 0, 1) { Search = new(0.02, 0.3, IsLogarithmic: true) },
        new("reg_lambda", 100, 0, 1e9) { Search = new(1, 10_000, IsLogarithmic: true) },
    ];

    public IClientModel Fit(
        ModelRecipe recipe, TrainingRows rows, AlgorithmParameters parameters, FitResources resources, Action<double> progress, CancellationToken cancellation)
    {
        var inputs = InputSelection.Telling(rows.Features);
        var options = new ScorecardOptions
        {
            Binning = new BinningOptions { MaxBins = parameters.Whole("max_bins"), MinBinShare = parameters["min_bin_share"], Smoothing = Smoothing },
            MinInformationValue = parameters["min_information_value"],
            MinShareOfBest = parameters["min_share_of_best"],
            RegLambda = parameters["reg_lambda"],
            AllowConstantColumns = true,
            Threads = resources.Threads,
        };
        var card = ScorecardTrainer.Fit(inputs.Select(rows.Features), rows.Labels, options, ShareDone.To(progress), cancellation);
        return new ScorecardClientModel(card, inputs);
    }

    public IClientModel Read(ModelRecipe recipe, ReadOnlySpan<byte> artefact)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var card = ScorecardModel.FromJson(Encoding.UTF8.GetString(artefact));
        return new ScorecardClientModel(card, InputSelection.Named(recipe.Columns, card.Columns));
    }
}
