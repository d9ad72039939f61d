namespace RiskInsights.Core.Insights.Default;

/// <summary>One input of the default model.</summary>
/// <param name="Name">Stable: stored with every model; scoring refuses a model whose list differs.</param>
/// <param name="Unit">What <paramref name="Raw"/> counts: <c>count</c>, <c>share</c>, <c>ratio</c>, <c>trend</c> (of the year's pace: 1 is unchanged),
/// <c>money</c> (whole units), <c>years</c>, <c>months</c>.</param>
/// <param name="Raw">The value as an analyst reads it; null where it is unknown.</param>
/// <param name="Transform">How the model sees it.</param>
internal sealed record DefaultFeature(string Name, string Unit, Func<DefaultFeatureRow, DateOnly, double?> Raw, Func<double, double> Transform)
{
    /// <summary>The value for the model; NaN where it is unknown.</summary>
    public float Value(DefaultFeatureRow row, DateOnly asOf) => Raw(row, asOf) is { } raw ? (float)Transform(raw) : float.NaN;
}
