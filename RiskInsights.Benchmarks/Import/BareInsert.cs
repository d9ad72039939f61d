using System.Diagnostics;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Benchmarks.Import;

/// <summary>
/// The limit that no import can pass: the same rows, made in memory, put into the same table with the same index by the same
/// prepared statements in one transaction. No file, no checks, no aggregates.
/// </summary>
internal static class BareInsert
{
    private const string DimensionsSql = """
        INSERT INTO ops_batches (batch_id, source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows,
          started_by, started_at, finished_at)
        VALUES (1, 'bare', 'bare', 'bare', 1, 0, 0, 0, 0, 'bare', '2025-01-01', '2025-01-01')
        """;

    private const string ClientSql = """
        INSERT INTO dim_clients (client_key, client_id, segment, country, kyc_status, kyc_risk_rating, batch_id)
        VALUES (@i, 'client ' || @i, 'retail', 'FR', 'verified', 'low', 1)
        """;

    private const string AccountSql = """
        INSERT INTO dim_accounts (account_key, account_id, client_key, account_type, currency, opened_on, batch_id)
        VALUES (@i, 'account ' || @i, @client, 'current', 'EUR', '2020-01-01', 1)
        """;

    private const int Days = 3 * 365;
    private static readonly DateOnly First = new(2022, 1, 1);

    /// <summary>Seconds for as many rows, from the first bind to the end of the commit.</summary>
    public static async Task<double> MeasureAsync(string path, BankSize bank)
    {
        using var engine = new Sqlite(path);
        await Migrations.ApplyAsync(engine);
        var database = new WarehouseDatabase(engine);
        await database.WriteAsync(writer =>
        {
            writer.Execute(DimensionsSql);
            TimeDimension.Cover(writer, First, First.AddDays(Days));
            for (var i = 1; i <= bank.Clients; i++)
                writer.Execute(ClientSql, new { i });
            for (var i = 1; i <= bank.Accounts; i++)
                writer.Execute(AccountSql, new { i, client = ClientOf(i, bank) });
        });

        var watch = Stopwatch.StartNew();
        await database.WriteAsync(writer => Insert(writer, bank));
        return watch.Elapsed.TotalSeconds;
    }

    private static int ClientOf(int account, BankSize bank) => (int)((long)(account - 1) * bank.Clients / bank.Accounts) + 1;

    private static void Insert(WarehouseWriter writer, BankSize bank)
    {
        using var insert = writer.BulkAppend(
            "fact_transactions",
            "date_key", "transaction_id", "account_key", "client_key", "second_of_day", "amount_cents", "type", "channel",
            "counterparty_country", "merchant_category", "balance_after_cents", "batch_id");
        var random = new Random(42);
        for (var i = 0; i < bank.Transactions; i++)
        {
            var account = random.Next(bank.Accounts) + 1;
            insert.Set(0, TimeDimension.KeyOf(First.AddDays((int)((long)i * Days / bank.Transactions))));
            insert.Set(1, i + 1);
            insert.Set(2, account);
            insert.Set(3, ClientOf(account, bank));
            insert.Set(4, i % 86_400);
            insert.Set(5, -random.Next(100, 20_000));
            insert.Set(6, "card_payment"u8);
            insert.Set(7, "online"u8);
            insert.Set(8, "FR"u8);
            if (i % 2 == 0)
                insert.Set(9, "groceries"u8);
            insert.Set(10, random.Next(1_000_000));
            insert.Set(11, 1);
            insert.Insert();
        }

        insert.Flush();
    }
}

/// <summary>How much a bank holds.</summary>
internal sealed record BankSize(int Clients, int Accounts, int Transactions);
