using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Which transactions a bank watches by rule, whatever a model says of them: large ones, and lesser ones with countries of
/// high risk. Amounts are in whole currency units, sign aside. It applies to files that are loaded from then on;
/// <see cref="Aggregates.RebuildAsync"/> applies it to all.
/// </summary>
public sealed record WatchRule
{
    /// <summary>Watched whatever the country. Default 10,000, the threshold of the European cash rules.</summary>
    public long LargeAmount { get; init; } = 10_000;

    /// <summary>Watched with a counterparty in <see cref="HighRiskCountries"/>. Default 2,000.</summary>
    public long HighRiskAmount { get; init; } = 2_000;

    /// <summary>ISO 3166-1 alpha-2. Default: the countries that the FATF calls for action on (IR, KP, MM).</summary>
    public IReadOnlyList<string> HighRiskCountries { get; init; } = ["IR", "KP", "MM"];

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LargeAmount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HighRiskAmount);
        if (HighRiskCountries.FirstOrDefault(c => !CountryCode.TryParse(System.Text.Encoding.UTF8.GetBytes(c), out var code) || !c.Equals(CountryCode.Text(code), StringComparison.Ordinal)) is { } unknown)
            throw new ArgumentException($"{unknown} is no country of ISO 3166-1.", nameof(HighRiskCountries));
    }
}
