using System.Data;
using System.Globalization;
using Dapper;

namespace RiskInsights.Core.Warehouse;

/// <summary>Dates are ISO texts in SQLite and <c>date</c> in PostgreSQL; C# sees <see cref="DateOnly"/> either way.</summary>
internal sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
{
    public override DateOnly Parse(object value) => value switch
    {
        string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => DateOnly.FromDateTime(moment),
        DateOnly date => date,
        _ => throw new WarehouseException($"A date was expected, not a {value.GetType().Name}."),
    };

    public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
        parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Moments are ISO texts in UTC in SQLite, so that text order is time order.</summary>
internal sealed class DateTimeOffsetHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override DateTimeOffset Parse(object value) => value switch
    {
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        DateTimeOffset moment => moment,
        _ => throw new WarehouseException($"A moment was expected, not a {value.GetType().Name}."),
    };

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
        parameter.Value = value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
