namespace RiskInsights.Core.Warehouse.Engines.Postgres;

/// <summary>The column types of the schema, by the numbers that <c>pg_type</c> gives them.</summary>
internal enum CopyType
{
    Bytes = 17,
    BigInt = 20,
    Integer = 23,
    Text = 25,
    Double = 701,
    Date = 1082,

    /// <summary>Local time, without a zone.</summary>
    Timestamp = 1114,

    /// <summary>A moment in UTC.</summary>
    TimestampTz = 1184,
}
