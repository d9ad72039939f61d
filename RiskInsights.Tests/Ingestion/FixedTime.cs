namespace RiskInsights.Tests.Ingestion;

/// <summary>A clock that stands still.</summary>
public sealed class FixedTime(DateOnly today) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(today, new TimeOnly(12, 0), TimeSpan.Zero);
}
