using BenchmarkDotNet.Attributes;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Explanation;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Metrics;

namespace RiskInsights.Benchmarks.Pieces;

/// <summary>Scores, explanations and metrics of 20,000 rows of 30 columns, and of one; one thread, 100 trees of depth 6.</summary>
[MemoryDiagnoser, ShortRunJob]
public class ScoringPieces
{
    private readonly double[] _destination = new double[30];
    private FeatureMatrix _features = null!;
    private byte[] _labels = null!;
    private double[] _probabilities = null!;
    private GradientBoostingModel _boosting = null!;
    private TreeContributions _contributions = null!;
    private IsolationForestModel _forest = null!;

    [GlobalSetup]
    public void Prepare()
    {
        (_features, _labels) = LearningData.Of(20_000);
        _boosting = GradientBoostingTrainer.Fit(_features, _labels);
        _contributions = new TreeContributions(_boosting);
        _forest = IsolationForestTrainer.Fit(_features);
        _probabilities = _boosting.Probabilities(_features);
    }

    [Benchmark]
    public double BoostingOneRow() => _boosting.Probability(_features.Row(7));

    [Benchmark]
    public double[] BoostingRows() => _boosting.Probabilities(_features);

    [Benchmark]
    public void ContributionsOneRow() => _contributions.Of(_features.Row(7), _destination);

    [Benchmark]
    public double IsolationForestOneRow() => _forest.Score(_features.Row(7));

    [Benchmark]
    public double[] IsolationForestRows() => _forest.Scores(_features);

    [Benchmark]
    public double RocAucOfRows() => RocAuc.Of(_labels, _probabilities);
}
