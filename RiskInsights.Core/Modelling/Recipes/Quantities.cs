using RiskInsights.Core.Modelling.History;
using static RiskInsights.Core.Modelling.History.MonthFigure;

namespace RiskInsights.Core.Modelling.Recipes;

/// <summary>What formulas of features share.</summary>
internal static class Quantities
{
    public const double DaysAMonth = 30.44;

    /// <summary>Beyond, a ratio only says that the base is tiny.</summary>
    private const double HighestQuotient = 10;

    /// <summary>Whole units of currency from cents.</summary>
    public static double? Units(long? cents) => cents / 100.0;

    /// <summary>Cents that came in from others in a month: what the own savings gave is none.</summary>
    public static double Received(ClientHistory client, int back) => client.Month(MainCreditCents, back) - client.Month(SavingsDebitCents, back);

    /// <summary>Cents that the main accounts paid in a month, to own savings too.</summary>
    public static double Paid(ClientHistory client, int back) => client.Month(MainDebitCents, back);

    /// <summary>Cents that were put on savings in a month, less what left them.</summary>
    public static double Saved(ClientHistory client, int back) => client.Month(SavingsCreditCents, back) - client.Month(SavingsDebitCents, back);

    /// <summary>Something of the newest months, on average a month, beside the client's usual month of it or of something else.</summary>
    public static double? BesideUsual(ClientHistory client, int months, Func<ClientHistory, int, double> value, Func<ClientHistory, int, double> usual, double level = 0.75)
    {
        var sum = 0.0;
        for (var back = 0; back < months; back++)
            sum += value(client, back);
        return Quotient(sum / months, client.Usual(usual, level));
    }

    /// <inheritdoc cref="Quotient(long?, long?)"/>
    public static double? Quotient(double? part, double? whole) =>
        whole is null or <= 0 || part is null ? null : Math.Clamp(part.Value / whole.Value, -HighestQuotient, HighestQuotient);

    /// <summary>Null when there is nothing to divide by; capped at ±10.</summary>
    public static double? Quotient(long? part, long? whole) =>
        whole is null or 0 || part is null ? null : Math.Clamp((double)part.Value / whole.Value, -HighestQuotient, HighestQuotient);
}
