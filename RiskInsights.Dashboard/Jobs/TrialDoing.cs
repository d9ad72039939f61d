using System.Globalization;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Which trial a search is at, as the one text that a job's row has for it: <c>job_trial/7/40/0.0712</c>.</summary>
/// <param name="Trial">From 1.</param>
/// <param name="BestLoss">Null before the first trial has ended.</param>
public sealed record TrialDoing(int Trial, int Trials, double? BestLoss)
{
    private const string Name = "job_trial";

    public static string Of(SearchStep step) => step.Trial is { } trial
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}/{trial}/{step.Trials}/{step.BestLoss:R}")
        : step.Name;

    /// <summary>Null where the text is another step.</summary>
    public static TrialDoing? Read(string text) =>
        text.Split('/') is [Name, var trial, var trials, var loss]
        && int.TryParse(trial, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(trials, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? new TrialDoing(number, most, double.TryParse(loss, NumberStyles.Float, CultureInfo.InvariantCulture, out var best) ? best : null)
            : null;
}
