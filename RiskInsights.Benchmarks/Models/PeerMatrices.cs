using RiskInsights.Benchmarks.Peers;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Benchmarks.Models;

/// <summary>The learners on the matrices that the product's trainings read, beside XGBoost and scikit-learn on the same files, in turn.</summary>
internal sealed class PeerMatrices(ImportHost host, string folder, int threads)
{
    private const int Rounds = 3;

    /// <summary>Churn: as many trees of the champion's options as it has.</summary>
    public async Task<IReadOnlyList<PeerPair>> BoostingAsync(ModelRecipe recipe)
    {
        var data = await host.Get<ModelTraining>().ReadAsync(recipe, _ => { }, default);
        var algorithm = new BoostingAlgorithm();
        var inputs = InputSelection.Telling(data.Train.Features);
        var champion = (await host.Get<LoadedModels>().ChampionAsync(recipe))!.Model;
        var options = BoostingAlgorithm.OptionsOf(recipe, inputs, AlgorithmParameters.Of(algorithm, null), new FitResources(threads, 0)) with
        {
            Trees = ((BoostedClientModel)champion).Trees.Trees.Count,
            EarlyStoppingRounds = 0,
        };
        var (train, test, today) = (inputs.Select(data.Train.Features), inputs.Select(data.Test.Features), inputs.Select(data.Today.Features));
        var peer = new PythonPeer(folder, "xgboost", threads, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["trees"] = options.Trees,
            ["max_depth"] = options.MaxDepth,
            ["eta"] = options.LearningRate,
            ["min_child_weight"] = options.MinChildWeight,
            ["subsample"] = options.Subsample,
            ["colsample_bytree"] = options.ColsampleByTree,
            ["reg_lambda"] = options.RegLambda,
        });
        peer.Write(new PeerData(train.Width, train.Values.ToArray(), test.Values.ToArray(), data.Train.Labels, data.Test.Labels), today.Values);
        GradientBoostingModel? model = null;
        var (ours, theirs) = await InTurnAsync(
            peer, () => model = GradientBoostingTrainer.Fit(train, data.Train.Labels, options), () => model!.Probabilities(today, threads), () => model!.Probabilities(test, threads), data.Test.Labels);
        var what = FormattableString.Invariant($"{recipe.Name}, {options.Trees} trees");
        return Pairs(what, train, FormattableString.Invariant($"{today.Rows:N0} clients"), "xgb", ours, theirs);
    }

    /// <summary>Default: the inputs on a regression's scales and without gaps, as both take them.</summary>
    public async Task<IReadOnlyList<PeerPair>> RegressionAsync(ModelRecipe recipe)
    {
        var data = await host.Get<ModelTraining>().ReadAsync(recipe, _ => { }, default);
        var scaling = new InputScaling(recipe, InputSelection.Telling(data.Train.Features));
        var (train, test) = (scaling.Of(data.Train.Features), scaling.Of(data.Test.Features));
        var complete = new PeerData(train.Width, train.Values.ToArray(), test.Values.ToArray(), data.Train.Labels, data.Test.Labels).Imputed();
        var (trainRows, testRows) = (complete.TrainRows, complete.TestRows);
        var peer = new PythonPeer(folder, "logistic", threads, new Dictionary<string, double>(StringComparer.Ordinal) { ["reg_lambda"] = 1 });
        peer.Write(complete, complete.Test);
        LogisticRegressionModel? model = null;
        var (ours, theirs) = await InTurnAsync(
            peer, () => model = LogisticRegressionTrainer.Fit(trainRows, complete.TrainLabels, new LogisticRegressionOptions { RegLambda = 1, Threads = threads }),
            () => model!.Probabilities(testRows, threads), () => model!.Probabilities(testRows, threads), complete.TestLabels);
        return Pairs($"{recipe.Name}, logistic regression", train, FormattableString.Invariant($"{test.Rows:N0} rows"), "lr", ours, theirs);
    }

    private static async Task<(List<PeerFigures> Ours, List<PeerFigures> Theirs)> InTurnAsync(
        PythonPeer peer, Action train, Action predict, Func<double[]> test, byte[] labels)
    {
        var (ours, theirs) = (new List<PeerFigures>(), new List<PeerFigures>());
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(await peer.RunAsync());
            var (trained, predicted) = (PartsClock.Of("train", train), PartsClock.Of("predict", predict));
            var probabilities = test();
            ours.Add(new PeerFigures(trained.Seconds, predicted.Seconds, RocAuc.Of(labels, probabilities), LogLoss.Of(labels, probabilities)));
        }

        return (ours, theirs);
    }

    private static IReadOnlyList<PeerPair> Pairs(
        string what, FeatureMatrix train, string predicted, string peer, List<PeerFigures> ours, List<PeerFigures> theirs) =>
    [
        new(FormattableString.Invariant($"train {what}, {train.Rows:N0} × {train.Width}"), peer, Median(theirs, f => f.TrainSeconds), Median(ours, f => f.TrainSeconds), theirs[0], ours[0]),
        new($"predict {predicted}, {what}", peer, Median(theirs, f => f.PredictSeconds), Median(ours, f => f.PredictSeconds), theirs[0], ours[0]),
    ];

    private static double Median(List<PeerFigures> rounds, Func<PeerFigures, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
}

/// <param name="Auc">On the out-of-time test.</param>
internal sealed record PeerFigures(double TrainSeconds, double PredictSeconds, double Auc, double LogLoss);

/// <param name="TheirSeconds">Median of the rounds.</param>
internal sealed record PeerPair(string Name, string Peer, double TheirSeconds, double OurSeconds, PeerFigures Theirs, PeerFigures Ours)
{
    public double Ratio => OurSeconds / TheirSeconds;
}
