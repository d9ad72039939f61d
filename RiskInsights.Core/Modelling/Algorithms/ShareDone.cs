using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Modelling.Algorithms;

/// <summary>Hands a learner's progress on as a share, on the thread that reports it.</summary>
internal sealed class ShareDone(Action<double> progress) : IProgress<TrainingProgress>
{
    public static ShareDone To(Action<double> progress) => new(progress);

    public void Report(TrainingProgress value) => progress(value.Fraction);
}
