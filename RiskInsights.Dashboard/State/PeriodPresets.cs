using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.State;

/// <summary>The lengths that the period picker offers.</summary>
public enum PeriodPreset
{
    Days30,
    Quarter,
    Year,
    Custom,
}

/// <summary>The first and the last day that the warehouse knows.</summary>
public readonly record struct DataSpan(DateOnly First, DateOnly Last);

/// <summary>The periods behind the picker's buttons.</summary>
public static class PeriodPresets
{
    /// <summary>The preset that ends on <paramref name="last"/>, which is normally the last day with data.</summary>
    public static Period Of(PeriodPreset preset, DateOnly last) => preset switch
    {
        PeriodPreset.Days30 => new(last.AddDays(-29), last),
        PeriodPreset.Quarter => new(last.AddDays(1).AddMonths(-3), last),
        PeriodPreset.Year => new(last.AddDays(1).AddYears(-1), last),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A custom period has no length of its own."),
    };
}
