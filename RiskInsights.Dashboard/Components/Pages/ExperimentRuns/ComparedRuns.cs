using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>What the comparison has read.</summary>
/// <param name="Comparison">Null where none of the runs in the address is there.</param>
public sealed record ComparedRuns(RunComparison? Comparison, IReadOnlyDictionary<long, RunSending> Sending);

/// <summary>A drawing that runs are laid over each other in.</summary>
public enum RunCurve
{
    Roc,
    PrecisionRecall,
    Calibration,
}
