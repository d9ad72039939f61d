using RiskInsights.Core.Modelling.Exploration;

namespace RiskInsights.Dashboard.Components.Pages.FeatureProfiles;

/// <summary>What the page has read.</summary>
/// <param name="Stored">Null before the first training.</param>
internal sealed record ProfileView(StoredExploration? Stored);
