using System.Runtime.InteropServices;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Tests.Warehouse;

public sealed class WarehouseDatabaseTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public async Task Write_WorkThrows_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _warehouse.Database.WriteAsync(writer =>
        {
            writer.Execute("INSERT INTO ops_properties (name, value) VALUES ('a', 'b')");
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, await _warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_properties"));
    }

    [EngineFact]
    public async Task Write_UnknownClient_ForeignKeyRefuses()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _warehouse.Database.WriteAsync(writer => writer.Execute(
            "INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id) VALUES ('A', 99, 'current', 'EUR', '2024-01-01', 1)")));
        Assert.Equal(0, await _warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM dim_accounts"));
    }

    [EngineFact]
    public async Task Read_TriesToWrite_IsRefused()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _warehouse.Database.RowsAsync<string>(
            "INSERT INTO ops_properties (name, value) VALUES ('a', 'b') RETURNING name"));
    }

    [EngineFact]
    public async Task Apply_Twice_ChangesNothing()
    {
        var first = await Migrations.ApplyAsync(_warehouse.Engine);
        Assert.Equal(first, await Migrations.ApplyAsync(_warehouse.Engine));
    }

    [EngineFact]
    public async Task Apply_NewerWarehouse_IsRefusedUntouched()
    {
        await _warehouse.Database.WriteAsync(writer => writer.Execute("INSERT INTO ops_migrations (version) VALUES (9999)"));
        var error = await Assert.ThrowsAsync<WarehouseException>(() => Migrations.ApplyAsync(_warehouse.Engine));
        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sqlite_FileIsNoDatabase_IsRefusedWithItsName()
    {
        var path = Path.Combine(_warehouse.Folder.Root, "text.db");
        File.WriteAllText(path, new string('x', 10_000));
        var error = Assert.Throws<WarehouseException>(() => new Sqlite(path));
        Assert.Contains("text.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_DisposedWhileWriting_EndsTheWriteAndRefusesTheNext()
    {
        var path = Path.Combine(_warehouse.Folder.Root, "closing.db");
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var engine = new Sqlite(path);
        await Migrations.ApplyAsync(engine);
        var database = new WarehouseDatabase(engine);
        var write = database.WriteAsync(writer =>
        {
            writer.Execute("INSERT INTO ops_properties (name, value) VALUES ('a', 'b')");
            begun.Set();
            goOn.Wait();
        });
        begun.Wait();
        var closing = Task.Factory.StartNew(engine.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Assert.ThrowsAsync<TimeoutException>(() => closing.WaitAsync(TimeSpan.FromMilliseconds(200)));
        var next = database.WriteAsync(writer => writer.Execute("DELETE FROM ops_properties"));
        goOn.Set();

        await Task.WhenAll(write, closing);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => next);
        using var reopened = new Sqlite(path);
        Assert.Equal("b", await new WarehouseDatabase(reopened).RowAsync<string>("SELECT value FROM ops_properties WHERE name = 'a'"));
    }

    [EngineFact]
    public async Task Cover_TwoSpansApart_LeavesNoGap()
    {
        await _warehouse.Database.WriteAsync(writer =>
        {
            TimeDimension.Cover(writer, new DateOnly(2024, 2, 27), new DateOnly(2024, 3, 1));
            TimeDimension.Cover(writer, new DateOnly(2023, 12, 31), new DateOnly(2024, 1, 2));
            TimeDimension.Cover(writer, new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 5));
        });
        var days = await _warehouse.Database.RowsAsync<int>("SELECT day_number FROM dim_time ORDER BY date_key");
        Assert.Equal(Enumerable.Range(new DateOnly(2023, 12, 31).DayNumber, 66), days);
        Assert.Equal(1, await _warehouse.Database.RowAsync<int>("SELECT is_month_end FROM dim_time WHERE date_key = 20240229"));
    }

    [EngineFact]
    public async Task BulkInsert_SameKeyTwice_KeepsTheFirst()
    {
        var refused = new List<int>();
        await _warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkInsert("ops_properties", "name", "value");
            Insert(insert, ("a", "1"), ("b", "2"), ("a", "3"));
            insert.Flush(refused);
            Insert(insert, ("c", "4"), ("b", "5"), ("c", "6"), ("a", "7"), ("d", "8"));
            insert.Flush(refused);
        });
        Assert.Equal([2, 1, 2, 3], refused);
        Assert.Equal(["1", "2", "4", "8"], await _warehouse.Database.RowsAsync<string>("SELECT value FROM ops_properties ORDER BY name"));
    }

    [EngineFact]
    public async Task BulkInsert_NeverFlushed_IsNotCommitted()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() => _warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkInsert("ops_properties", "name", "value");
            Insert(insert, ("a", "1"));
        }));
        Assert.Contains("ops_properties", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _warehouse.Database.RowAsync<int>("SELECT COUNT(*) FROM ops_properties"));
    }

    // Rows go in 64 at a time, and what does not differ from 64 rows above is not bound again; short texts and long ones lie apart.
    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bulk_TextsOfSameAndOtherLengths_ArriveAsTheyAre(bool isNew)
    {
        var texts = Enumerable.Range(0, 300).Select(i => (i % 7) switch
        {
            0 => "",
            1 => $"{i:D4}",
            2 => new string((char)('a' + (i % 26)), 24),
            3 => new string((char)('a' + (i % 26)), 25),
            4 => new string('é', i % 13),
            5 => $"{i % 2:D4}",
            _ => new string('x', i),
        }).ToArray();
        await _warehouse.Database.WriteAsync(writer =>
        {
            using var insert = isNew
                ? writer.BulkAppend("ops_properties", "name", "value")
                : writer.BulkMerge("ops_properties", ["name", "value"], "(name) DO UPDATE SET value = excluded.value");
            for (var i = 0; i < texts.Length; i++)
            {
                insert.Set(0, $"{i:D3}");
                insert.Set(1, texts[i]);
                insert.Insert();
            }

            insert.Flush();
        });
        Assert.Equal(texts, await _warehouse.Database.RowsAsync<string>("SELECT value FROM ops_properties ORDER BY name"));
    }

    // What stood 64 rows above, or before a flush in the middle, must not come again.
    [EngineFact]
    public async Task Bulk_ColumnThatIsNotSet_IsNullInThatRow()
    {
        string?[] texts = [.. Enumerable.Range(0, 300).Select(i => (i % 3) switch { 0 => $"{i:D4}", 1 => null, _ => new string('x', 30 + (i % 5)) })];
        await _warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkAppend(
                "ml_anomaly_scores", "version", "transaction_id", "client_key", "date_key", "score", "times_usual", "main_reason", "attributions");
            for (var i = 0; i < texts.Length; i++)
            {
                insert.Set(0, 1);
                insert.Set(1, i);
                insert.Set(2, i % 2);
                insert.Set(3, 20240101);
                insert.Set(4, i / 300.0);
                insert.Set(5, 1.5);
                insert.Set(6, "");
                if (texts[i] is { } text)
                    insert.Set(7, text);
                insert.Insert();
                if (i == 100)
                    insert.Flush();
            }

            insert.Flush();
        });
        Assert.Equal(
            texts.Select(t => t ?? "none"),
            await _warehouse.Database.RowsAsync<string>("SELECT COALESCE(attributions, 'none') FROM ml_anomaly_scores ORDER BY transaction_id"));
    }

    // What lies in a column of bytes as a text cannot be read as bytes.
    [EngineFact]
    public async Task Bulk_BytesInAColumnOfBytes_AreReadAsTheyWereGiven()
    {
        byte[][] given = [.. Enumerable.Range(0, 100).Select(i => MemoryMarshal.AsBytes<float>([i, float.NaN, -i / 3f]).ToArray())];
        await _warehouse.Database.WriteAsync(writer =>
        {
            using var insert = writer.BulkAppend("ml_scores", "model_name", "version", "as_of_date_key", "client_key", "probability", "score_rank", "inputs");
            for (var i = 0; i < given.Length; i++)
            {
                insert.Set(0, "default");
                insert.Set(1, 1);
                insert.Set(2, 20240101);
                insert.Set(3, i);
                insert.Set(4, 0.5);
                insert.Set(5, i + 1);
                insert.SetBytes(6, given[i]);
                insert.Insert();
            }

            insert.Flush();
        });
        Assert.Equal(given, await _warehouse.Database.RowsAsync<byte[]>("SELECT inputs FROM ml_scores ORDER BY client_key"));
    }

    private static void Insert(IBulkInsert insert, params (string Name, string Value)[] rows)
    {
        foreach (var (name, value) in rows)
        {
            insert.Set(0, name);
            insert.Set(1, value);
            insert.Insert();
        }
    }
}
