namespace RiskInsights.Core.Exports;

/// <summary>One row a day, without gaps.</summary>
internal sealed class DimTimeExport : IExport
{
    public string Name => "dim_time";

    public string Sql => """
        SELECT date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend,
               is_month_end
        FROM dim_time
        ORDER BY date_key
        """;
}
