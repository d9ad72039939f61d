using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse.Postgres;

public sealed class PostgresBulkInsertTests
{
    [PostgresFact]
    public async Task Insert_EveryType_ComesBackAsItWent()
    {
        using var warehouse = new TemporaryWarehouse(TestEngine.Postgres);
        await warehouse.Database.WriteAsync(writer =>
        {
            writer.Execute("CREATE TABLE sample (number BIGINT PRIMARY KEY, small INTEGER, fraction DOUBLE PRECISION, text TEXT, bytes BYTEA, day DATE, local TIMESTAMP, moment TIMESTAMPTZ)");
            using var insert = writer.BulkInsert("sample", "number", "small", "fraction", "text", "bytes", "day", "local", "moment");
            insert.Set(0, long.MinValue);
            insert.Set(1, int.MaxValue);
            insert.Set(2, 1e-300);
            insert.Set(3, new string('é', 5000));
            insert.Set(4, [0, 255, 10]);
            insert.Set(5, new DateOnly(1999, 12, 31));
            insert.Set(6, "1850-02-28T23:59:59"u8);
            insert.Set(7, "2024-02-29 12:30:00.125+00:00"u8);
            insert.Insert();
            insert.Set(0, 2);
            insert.Insert();
            insert.Flush();
        });
        var rows = new List<string>();
        await warehouse.Database.ForEachRecordAsync("SELECT * FROM sample ORDER BY number", null, row => rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => TableText.Of(row, i)))));
        Assert.Equal([$"-9223372036854775808|2147483647|1E-300|{new string('é', 5000)}|00FF0A|1999-12-31|1850-02-28T23:59:59|2024-02-29 12:30:00.125+00:00", "2|||||||"], rows);
    }

    [PostgresFact]
    public async Task Insert_ValueThatTheColumnCannotHold_IsRefusedByName()
    {
        using var warehouse = new TemporaryWarehouse(TestEngine.Postgres);
        var error = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkInsert("dim_accounts", "opened_on");
            insert.Set(0, "31.12.2024");
        }));
        Assert.Contains("opened_on of dim_accounts", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Flush_MoreThanIsHeldAtOnce_NumbersTheRefusedRowsThroughout()
    {
        const int rows = 40_000;
        using var warehouse = new TemporaryWarehouse(TestEngine.Postgres);
        var refused = new List<int>();
        await warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkInsert("ops_properties", "name", "value");
            for (var i = 0; i < rows; i++)
            {
                insert.Set(0, (i % (rows - 2)).ToString(CultureInfo.InvariantCulture));
                insert.Set(1, new string('x', 200));
                insert.Insert();
            }

            insert.Flush(refused);
        });
        Assert.Equal([rows - 2, rows - 1], refused);
        Assert.Equal(rows - 2, await warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_properties"));
    }
}
