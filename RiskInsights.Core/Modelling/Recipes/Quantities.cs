namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>What formulas of features share.</summary>
internal static class Quantities
{
    public const double DaysAMonth = 30.44;

    /// <summary>Beyond, a ratio only says that the base is tiny.</summary>
    private const double HighestQuotient = 10;

    /// <summary>Whole units of currency from cents.</summary>
    public static double? Units(long? cents) => cents / 100.0;

    /// <summary>Null when there is nothing to divide by; capped at ±10.</summary>
    public static double? Quotient(long? part, long? whole) =>
        whole is null or 0 || part is null ? null : Math.Clamp((double)part.Value / whole.Value, -HighestQuotient, HighestQuotient);
}
