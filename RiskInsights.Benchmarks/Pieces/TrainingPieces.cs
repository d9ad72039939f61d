using BenchmarkDotNet.Attributes;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.MachineLearning.Scorecard;

namespace RiskInsights.Benchmarks.Pieces;

/// <summary>Training of each learner on 100,000 rows of 30 columns, one thread.</summary>
[MemoryDiagnoser, ShortRunJob]
public class TrainingPieces
{
    private FeatureMatrix _features = null!;
    private byte[] _labels = null!;

    [GlobalSetup]
    public void Prepare() => (_features, _labels) = LearningData.Of(100_000);

    [Benchmark]
    public GradientBoostingModel BoostingTwentyTrees() => GradientBoostingTrainer.Fit(_features, _labels, new BoostingOptions { Trees = 20 });

    [Benchmark]
    public LogisticRegressionModel LogisticRegression() => LogisticRegressionTrainer.Fit(_features, _labels);

    [Benchmark]
    public ScorecardModel Scorecard() => ScorecardTrainer.Fit(_features, _labels);

    [Benchmark]
    public IsolationForestModel IsolationForest() => IsolationForestTrainer.Fit(_features);
}
