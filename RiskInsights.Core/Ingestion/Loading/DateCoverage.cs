using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Extends <c>dim_time</c> before a fact of a new day is written, once per stretch of days.</summary>
internal sealed class DateCoverage(WarehouseWriter writer)
{
    private int _first = int.MaxValue;
    private int _last = int.MinValue;

    /// <param name="first">yyyymmdd.</param>
    /// <param name="last">yyyymmdd, not before <paramref name="first"/>.</param>
    public void Include(int first, int last)
    {
        if (first >= _first && last <= _last)
            return;
        (_first, _last) = (Math.Min(first, _first), Math.Max(last, _last));
        TimeDimension.Cover(writer, TimeDimension.DateOf(_first), TimeDimension.DateOf(_last));
    }
}
