using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.Formatting;

public sealed partial class Formats
{
    /// <summary>30 Sep 2025</summary>
    public string Date(DateOnly? day) => day?.ToString("d MMM yyyy", _dates) ?? Unknown;

    /// <summary>30 Sep 2025 06:14</summary>
    public string DateAndTime(DateTime? moment) => moment?.ToString("d MMM yyyy HH:mm", _dates) ?? Unknown;

    /// <summary>30 Sep 06:14, where the period says the year.</summary>
    public string DayAndTime(DateTime? moment) => moment?.ToString("d MMM HH:mm", _dates) ?? Unknown;

    /// <summary>06:14</summary>
    public string Time(DateTime? moment) => moment?.ToString("HH:mm", _dates) ?? Unknown;

    /// <summary>Sep 2025</summary>
    public string Month(DateOnly? day) => day?.ToString("MMM yyyy", _dates) ?? Unknown;

    /// <summary>1 Jul – 30 Sep 2025; the year stands once when it is the same.</summary>
    public string Range(Period period) => period.From.Year == period.To.Year
        ? period.From.ToString("d MMM", _dates) + " – " + Date(period.To)
        : Date(period.From) + " – " + Date(period.To);

    /// <summary>48 s, 2 min, 1 h 20 min.</summary>
    public string Duration(TimeSpan? span)
    {
        if (span is not { } s) return Unknown;
        if (s.TotalSeconds < 1) return Number((decimal)s.TotalMilliseconds) + " ms";
        if (s.TotalSeconds < 60) return Number((decimal)s.TotalSeconds) + " s";
        if (s.TotalMinutes < 60) return Number((decimal)s.TotalMinutes) + " min";
        return $"{Number((decimal)Math.Floor(s.TotalHours))} h {Number(s.Minutes)} min";
    }

    /// <summary>214 kB, 1.2 MB (Mo in French).</summary>
    public string Bytes(long? size)
    {
        if (size is not { } bytes) return Unknown;
        var unit = _french ? "o" : "B";
        return bytes switch
        {
            < 1_000 => Number(bytes) + " " + unit,
            < 1_000_000 => Number(bytes / 1_000m) + " k" + unit,
            < 1_000_000_000 => Number(bytes / 1_000_000m, 1) + " M" + unit,
            _ => Number(bytes / 1_000_000_000m, 1) + " G" + unit,
        };
    }
}
