using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse.Distribution;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A warehouse of version 8, whose account-months had the closing moment as a text, brought up to date.</summary>
public sealed class ClosingMigrationTests : IDisposable
{
    private const string RowsSql = """
        INSERT INTO ops_batches (source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at)
        VALUES ('transactions', 't.csv', 'x', 1, 3, 3, 0, 0, 'ana', '2024-02-07T12:00:00Z', '2024-02-07T12:00:00Z');
        INSERT INTO dim_time (date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend, is_month_end)
        VALUES (20240105, '2024-01-05', 2024, 1, 1, 202401, 1, 5, 5, 738889, 0, 0), (20240131, '2024-01-31', 2024, 1, 1, 202401, 5, 31, 3, 738915, 0, 1),
          (20240206, '2024-02-06', 2024, 1, 2, 202402, 6, 6, 2, 738921, 0, 0);
        INSERT INTO dim_clients (client_id, segment, country, kyc_status, kyc_risk_rating, batch_id)
        VALUES ('CL-1', 'retail', 'DE', 'verified', 'low', 1), ('CL-2', 'retail', 'DE', 'verified', 'low', 1);
        INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id)
        VALUES ('A1', 1, 'current', 'EUR', '2020-01-01', 1), ('A2', 2, 'current', 'EUR', '2020-01-01', 1);
        INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, booked_at, amount_cents, type, channel, counterparty_country, merchant_category, balance_after_cents, batch_id)
        VALUES (77, 1, 1, 20240105, '2024-01-05T10:00:07', -100, 'cash', 'atm', 'DE', NULL, 500, 1),
          (78, 1, 1, 20240131, '2024-01-31T23:59:59', 2500, 'salary', 'system', 'DE', NULL, NULL, 1),
          (12, 2, 2, 20240206, '2024-02-06T00:00:00', -200, 'transfer', 'online', 'FR', 'food', NULL, 1);
        INSERT INTO agg_daily (date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents)
        VALUES (20240105, 'retail', 'DE', 'atm', 'cash', 1, 100, 0), (20240131, 'retail', 'DE', 'system', 'salary', 1, 0, 2500),
          (20240206, 'retail', 'FR', 'online', 'transfer', 1, 200, 0);
        INSERT INTO agg_amounts (amount_cents, transaction_count) VALUES (100, 1), (200, 1), (2500, 1);
        INSERT INTO agg_account_month (account_key, year_month, client_key, transaction_count, debit_count, debit_cents, credit_cents, sum_squares,
          cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, overdrawn_count,
          first_date_key, last_date_key, closing_booked_at, closing_transaction_id, closing_balance_cents, minimum_balance_cents)
        VALUES (1, 202401, 1, 2, 1, 100, 2500, 626, 100, 0, 2500, 0, 0, 0, 1073741840, 0, 20240105, 20240131, '2024-01-05T10:00:07', 77, 500, 500),
          (2, 202402, 2, 1, 1, 200, 0, 4, 0, 200, 0, 0, 0, 1, 32, 0, 20240206, 20240206, '2024-02-06T00:00:00', 12, NULL, NULL);
        """;

    private readonly OldWarehouse _old = new();

    public void Dispose() => _old.Dispose();

    [EngineFact]
    public async Task Migrate_FromVersion8_KeepsEveryAccountMonthAsARebuildMakesIt()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 8);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));

        await Migrations.ApplyAsync(_old.Engine);

        // The fifth at ten and seven seconds, which is the last booking with a balance; midnight of the sixth.
        Assert.Equal([381_607, 432_000], await _old.Database.RowsAsync<int>("SELECT closing_second FROM agg_account_month ORDER BY year_month"));
        Assert.Equal(8, await AggregateFigures.AssertEqualRebuildAsync(_old.Database));
    }
}
