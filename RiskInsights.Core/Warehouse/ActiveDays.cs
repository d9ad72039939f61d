using System.Numerics;

namespace RiskInsights.Core.Warehouse;

/// <summary>Days of a month in one number, as <c>agg_account_month.active_days</c> has them: bit d−1 is set for day d, at least one is.</summary>
internal static class ActiveDays
{
    private const int LongestMonth = 31;

    /// <summary>1 to 31.</summary>
    public static int Last(int days) => BitOperations.Log2((uint)days) + 1;

    /// <summary>The first day, 1 to 31, as an expression that both engines understand.</summary>
    public static string FirstIn(string column) => Case(day => $"WHEN {column} & {(1L << day) - 1} > 0 THEN {day}", Enumerable.Range(1, LongestMonth));

    /// <summary>The last day, as <see cref="FirstIn"/>.</summary>
    public static string LastIn(string column) => Case(day => $"WHEN {column} >= {1L << (day - 1)} THEN {day}", Enumerable.Range(1, LongestMonth).Reverse());

    private static string Case(Func<int, string> when, IEnumerable<int> days) => $"CASE {string.Join(' ', days.Select(when))} END";
}
