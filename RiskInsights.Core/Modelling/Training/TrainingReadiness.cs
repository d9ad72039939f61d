using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>Whether the warehouse holds enough to train on, and what is missing if not.</summary>
/// <param name="TrainDates">As-of dates before the out-of-time test.</param>
/// <param name="TrainRows">Client × as-of date.</param>
/// <param name="TrainPositives">Rows with label 1 (defaults, departures) in training.</param>
/// <param name="TestPositives">The same in the out-of-time test.</param>
public sealed record TrainingReadiness(int TrainDates, int TestDates, int TrainRows, int TestRows, int TrainPositives, int TestPositives)
{
    /// <summary>Fewer positives than this in training: coefficients would be noise.</summary>
    public const int NeededTrainPositives = 30;

    /// <summary>Fewer than this in the test: no figure of the model's page would mean anything.</summary>
    public const int NeededTestPositives = 10;

    /// <summary>Fewer as-of dates than this: no out-of-time test is possible.</summary>
    public const int NeededDates = 2;

    /// <summary>As-of dates that are missing.</summary>
    public int MissingDates => Math.Max(0, NeededDates - TrainDates - TestDates);

    public int MissingTrainPositives => Math.Max(0, NeededTrainPositives - TrainPositives);

    public int MissingTestPositives => Math.Max(0, NeededTestPositives - TestPositives);

    /// <summary>Everybody did it: there is nobody to tell them from.</summary>
    public bool IsOneClass => (TrainRows > 0 && TrainPositives == TrainRows) || (TestRows > 0 && TestPositives == TestRows);

    public bool IsReady => MissingDates == 0 && MissingTrainPositives == 0 && MissingTestPositives == 0 && !IsOneClass;

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
                $"{TrainPositives} positives to learn from and {TestPositives} to test on over {TrainDates + TestDates} as-of dates of the {model} model; "
                + $"at least {NeededTrainPositives}, {NeededTestPositives} and {NeededDates} are needed.");
        }
    }
}
