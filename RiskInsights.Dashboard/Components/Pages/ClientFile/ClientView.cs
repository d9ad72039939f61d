using RiskInsights.Core.Insights.Clients;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>What the cards of a client's page share.</summary>
/// <param name="Profile">Null when no client has the pseudonym.</param>
public sealed record ClientView(Bank Bank, ClientProfile? Profile)
{
    /// <summary>What the default model says; null before it has a champion.</summary>
    public ClientScoring? Risk { get; init; }

    /// <summary>What the churn model says; null before it has a champion.</summary>
    public ClientScoring? Churn { get; init; }

    /// <summary>Null before the first search for anomalies.</summary>
    public AnomalyLine? Line { get; init; }

    /// <summary>Null before the first search for anomalies.</summary>
    public int? OpenAnomalies { get; init; }
}
