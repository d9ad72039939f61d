namespace RiskInsights.Core.Insights.Default;

/// <summary>Whether the warehouse holds enough to train on, and what is missing if not.</summary>
/// <param name="TrainDates">As-of dates before the out-of-time test.</param>
/// <param name="TrainDefaults">Defaults in the windows after them.</param>
/// <param name="TestDefaults">Defaults in the windows of the out-of-time test.</param>
/// <param name="TrainRows">Client × as-of date.</param>
public sealed record DefaultReadiness(int TrainDates, int TestDates, int TrainRows, int TestRows, int TrainDefaults, int TestDefaults)
{
    /// <summary>Fewer defaults than this in training: coefficients would be noise.</summary>
    public const int NeededTrainDefaults = 30;

    /// <summary>Fewer than this in the test: no figure of the model's page would mean anything.</summary>
    public const int NeededTestDefaults = 10;

    /// <summary>Fewer as-of dates than this: no out-of-time test is possible.</summary>
    public const int NeededDates = 2;

    /// <summary>As-of dates that are missing.</summary>
    public int MissingDates => Math.Max(0, NeededDates - TrainDates - TestDates);

    public int MissingTrainDefaults => Math.Max(0, NeededTrainDefaults - TrainDefaults);

    public int MissingTestDefaults => Math.Max(0, NeededTestDefaults - TestDefaults);

    public bool IsReady => MissingDates == 0 && MissingTrainDefaults == 0 && MissingTestDefaults == 0;
}
