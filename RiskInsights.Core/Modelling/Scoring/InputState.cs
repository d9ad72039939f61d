using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>The inputs of a model as they are now, before anybody is scored with them.</summary>
/// <param name="AsOf">The newest date that can be looked from.</param>
/// <param name="Clients">The population on that date.</param>
/// <param name="MissingShares">Share of unknown values of each feature, 0 to 1, in the order of the recipe.</param>
/// <param name="Champion">The version that <paramref name="Drift"/> compares with; null without one.</param>
/// <param name="Drift">How far each input has moved since that version's training, most moved first; null without a champion, and where it keeps no profile that can be read.</param>
public sealed record InputState(
    DateOnly AsOf, int Clients, IReadOnlyList<(string Feature, double Share)> MissingShares, int? Champion, IReadOnlyList<FeatureDrift>? Drift)
{
    internal static InputState Of(ClientRows rows, int? champion, InputProfile? profile) => new(
        rows.AsOf,
        rows.ClientKeys.Length,
        [.. rows.Features.Columns.Select((column, j) => (column.Name, Missing(rows.Features.Column(j))))],
        champion,
        profile is null or { Inputs.Count: 0 } ? null : [.. profile.DriftTo(rows.Features).OrderByDescending(d => d.Psi)]);

    private static double Missing(float[] values) => values.Length == 0 ? 0 : (double)values.Count(float.IsNaN) / values.Length;
}
