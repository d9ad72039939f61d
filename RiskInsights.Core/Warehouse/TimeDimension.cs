using System.Globalization;

namespace RiskInsights.Core.Warehouse;

/// <summary>
/// Keeps <c>dim_time</c> without gaps from the first to the last day that any fact names, so that queries need no date
/// functions of any engine.
/// </summary>
public static class TimeDimension
{
    private const string BoundsSql = """
        SELECT (SELECT MIN(date) FROM dim_time) AS first, (SELECT MAX(date) FROM dim_time) AS last
        """;

    /// <summary>The day as a key: yyyymmdd.</summary>
    public static int KeyOf(DateOnly date) => (date.Year * 10000) + (date.Month * 100) + date.Day;

    /// <summary>The day that a key (yyyymmdd) names.</summary>
    public static DateOnly DateOf(int dateKey) => new(dateKey / 10000, dateKey / 100 % 100, dateKey % 100);

    /// <summary>A second (0 to 86399) of the day that a key names.</summary>
    public static DateTime MomentOf(int dateKey, int secondOfDay) => DateOf(dateKey).ToDateTime(default).AddSeconds(secondOfDay);

    /// <summary>Adds the days that are missing so that both ends and everything between them are there.</summary>
    public static void Cover(WarehouseWriter writer, DateOnly first, DateOnly last)
    {
        var bounds = writer.Row<Bounds>(BoundsSql);
        if (bounds is { First: null })
        {
            Add(writer, first, last);
            return;
        }

        if (first < bounds.First)
            Add(writer, first, bounds.First.Value.AddDays(-1));
        if (last > bounds.Last)
            Add(writer, bounds.Last!.Value.AddDays(1), last);
    }

    private static void Add(WarehouseWriter writer, DateOnly first, DateOnly last)
    {
        using var insert = writer.BulkAppend(
            "dim_time",
            "date_key", "date", "year", "quarter", "month", "year_month", "week", "day", "weekday", "day_number", "is_weekend", "is_month_end");
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var weekday = date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
            insert.Set(0, KeyOf(date));
            insert.Set(1, date);
            insert.Set(2, date.Year);
            insert.Set(3, ((date.Month - 1) / 3) + 1);
            insert.Set(4, date.Month);
            insert.Set(5, (date.Year * 100) + date.Month);
            insert.Set(6, ISOWeek.GetWeekOfYear(date));
            insert.Set(7, date.Day);
            insert.Set(8, weekday);
            insert.Set(9, date.DayNumber);
            insert.Set(10, weekday >= 6 ? 1 : 0);
            insert.Set(11, date.AddDays(1).Day == 1 ? 1 : 0);
            insert.Insert();
        }

        insert.Flush();
    }

    private sealed record Bounds
    {
        public DateOnly? First { get; init; }

        public DateOnly? Last { get; init; }
    }
}
