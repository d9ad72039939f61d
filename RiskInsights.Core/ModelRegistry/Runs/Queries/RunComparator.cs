using System.Globalization;

namespace RiskInsights.Core.ModelRegistry.Runs.Queries;

/// <summary>How a run's value is compared with the one in a filter.</summary>
internal static class RunComparator
{
    /// <summary>Null where the token is no operator.</summary>
    public static Func<RunValue, RunValue, bool>? Of(RunQueryToken token) => token.Kind != RunQueryTokenKind.Sign ? null : token.Text switch
    {
        "=" => IsEqual,
        "!=" => (own, value) => !IsEqual(own, value),
        "<" => (own, value) => Order(own, value) < 0,
        "<=" => (own, value) => Order(own, value) <= 0,
        ">" => (own, value) => Order(own, value) > 0,
        ">=" => (own, value) => Order(own, value) >= 0,
        "~" => (own, value) => own.Text.Contains(value.Text, StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    /// <summary>A text in quotes is never a number.</summary>
    public static RunValue ValueOf(RunQueryToken token) =>
        token.Kind == RunQueryTokenKind.Word && double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new RunValue(token.Text, number)
            : RunValue.Of(token.Text);

    private static bool IsEqual(RunValue own, RunValue value) =>
        own.Number is { } a && value.Number is { } b ? a == b : string.Equals(own.Text, value.Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null, which is neither less nor more, for a number beside a text.</summary>
    private static int? Order(RunValue own, RunValue value) => (own.Number, value.Number) switch
    {
        ({ } a, { } b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b),
        (null, null) => string.CompareOrdinal(own.Text, value.Text),
        _ => null,
    };
}
