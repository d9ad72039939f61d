using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>What the page shows: a trained version, or how far the data is from the first training.</summary>
/// <param name="Report">Null before the first training.</param>
/// <param name="Readiness">Null after it.</param>
public sealed record ModelView(Bank Bank, ModelReport? Report, TrainingReadiness? Readiness);
