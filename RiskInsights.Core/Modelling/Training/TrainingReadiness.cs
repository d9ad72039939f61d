using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>Whether the warehouse holds enough to train on, and what is missing if not.</summary>
/// <param name="TrainDates">As-of dates before the out-of-time test.</param>
/// <param name="TrainRows">Client × as-of date.</param>
/// <param name="TrainEvents">Clients with a row of label 1 in training: defaults, departures. One stands in up to three rows of monthly dates.</param>
/// <param name="TestEvents">The same in the out-of-time test.</param>
/// <param name="IsOneClass">Everybody did it, at every date of training or of the test: there is nobody to tell them from.</param>
public sealed record TrainingReadiness(int TrainDates, int TestDates, int TrainRows, int TestRows, int TrainEvents, int TestEvents, bool IsOneClass = false)
{
    /// <summary>Fewer events than this in training: coefficients would be noise.</summary>
    public const int NeededTrainEvents = 30;

    /// <summary>Fewer than this in the test: no figure of the model's page would mean anything.</summary>
    public const int NeededTestEvents = 10;

    /// <summary>Fewer as-of dates than this: no out-of-time test is possible.</summary>
    public const int NeededDates = 2;

    /// <summary>As-of dates that are missing.</summary>
    public int MissingDates => Math.Max(0, NeededDates - TrainDates - TestDates);

    public int MissingTrainEvents => Math.Max(0, NeededTrainEvents - TrainEvents);

    public int MissingTestEvents => Math.Max(0, NeededTestEvents - TestEvents);

    public bool IsReady => MissingDates == 0 && MissingTrainEvents == 0 && MissingTestEvents == 0 && !IsOneClass;

    /// <exception cref="TrainingRefusedException">It does not; the message has the figures.</exception>
    public void Require(string model)
    {
        if (IsOneClass)
        {
            throw new TrainingRefusedException(
                "warehouse", $"All {TrainRows + TestRows} rows of the {model} model have the same outcome: there is nothing to tell apart.");
        }

        if (!IsReady)
        {
            throw new TrainingRefusedException(
                "warehouse",
                $"{TrainEvents} events to learn from and {TestEvents} to test on over {TrainDates + TestDates} as-of dates of the {model} model; "
                + $"at least {NeededTrainEvents}, {NeededTestEvents} and {NeededDates} are needed.");
        }
    }
}
