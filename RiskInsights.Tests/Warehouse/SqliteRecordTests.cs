using Microsoft.Data.Sqlite;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Warehouse;

/// <summary>The short way to numbers says what the library's reader says.</summary>
public sealed class SqliteRecordTests : IDisposable
{
    private const string ValuesSql = """
        SELECT 0, 1, -1, 9223372036854775807, -9223372036854775808, 2147483647, 2147483648, NULL, 0.0, 1.5, -2.75, 1e300, '12', 'x', '', x'0102', '2024-01-31'
        """;

    private readonly TemporaryWarehouse _warehouse = new(TestEngine.Sqlite);

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void Values_OfEveryKind_AreTheReadersOwn()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = ValuesSql;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var record = new SqliteRecord(reader);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var column = i;
            Assert.Equal(reader.IsDBNull(i), record.IsDBNull(i));
            Assert.Equal(reader.GetValue(i), record.GetValue(i));
            Same(() => reader.GetInt64(column), () => record.GetInt64(column));
            Same(() => reader.GetInt32(column), () => record.GetInt32(column));
            Same(() => reader.GetDouble(column), () => record.GetDouble(column));
            Same(() => reader.GetString(column), () => record.GetString(column));
            Same(() => reader.GetFieldValue<byte[]>(column), () => record.GetFieldValue<byte[]>(column));
        }

        Assert.False(record.Read());
    }

    [Fact]
    public async Task ForEachRecord_OfManyRows_TakesTheShortWay()
    {
        var (kinds, sum) = (new HashSet<Type>(), 0L);
        await _warehouse.Database.ForEachRecordAsync(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, NULL FROM n",
            null,
            row =>
            {
                kinds.Add(row.GetType());
                sum += row.IsDBNull(1) ? row.GetInt32(0) : 0;
            });
        Assert.Equal((typeof(SqliteRecord), 500_500), (Assert.Single(kinds), sum));
    }

    private static void Same<T>(Func<T> reader, Func<T> record)
    {
        T expected;
        try
        {
            expected = reader();
        }
        catch (Exception error)
        {
            Assert.Equal(error.Message, Assert.Throws(error.GetType(), () => record()).Message);
            return;
        }

        Assert.Equal(expected, record());
    }
}
