using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>What the page shows: a trained version, or how far the data is from the first training.</summary>
/// <param name="Report">Null before the first training.</param>
/// <param name="Readiness">Null after it.</param>
/// <param name="Last">The training that ended last, where no version is newer; null without one.</param>
public sealed record ModelView(Bank Bank, ModelReport? Report, TrainingReadiness? Readiness, JobState? Last);
