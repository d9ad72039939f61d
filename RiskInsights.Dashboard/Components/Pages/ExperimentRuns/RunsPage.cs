using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;
using RiskInsights.Core.Tracking;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>What the experiments page has read.</summary>
/// <param name="Sending">How far each run has got on its way to MLflow, by its number.</param>
/// <param name="Error">The text filter is none; the list is then without it.</param>
public sealed record RunsPage(RunList List, IReadOnlyDictionary<long, RunSending> Sending, RunQueryException? Error);
