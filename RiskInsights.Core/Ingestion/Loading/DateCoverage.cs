using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Extends <c>dim_time</c> before a fact of a new day is written, once per stretch of days.</summary>
internal sealed class DateCoverage(WarehouseWriter writer)
{
    private int _first = int.MaxValue;
    private int _last = int.MinValue;

    /// <param name="dateKey">yyyymmdd.</param>
    public void Include(int dateKey)
    {
        if (dateKey >= _first && dateKey <= _last)
            return;
        (_first, _last) = (Math.Min(dateKey, _first), Math.Max(dateKey, _last));
        TimeDimension.Cover(writer, TimeDimension.DateOf(_first), TimeDimension.DateOf(_last));
    }
}
