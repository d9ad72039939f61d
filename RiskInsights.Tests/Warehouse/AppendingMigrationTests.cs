using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse.Distribution;

namespace RiskInsights.Tests.Warehouse;

/// <summary>A warehouse of version 14, whose account-months named their first and last day beside all their days, brought up to date.</summary>
public sealed class AppendingMigrationTests : IDisposable
{
    private const string RowsSql = """
        INSERT INTO ops_batches (source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at)
        VALUES ('transactions', 't.csv', 'x', 1, 2, 2, 0, 0, 'ana', '2024-02-07T12:00:00Z', '2024-02-07T12:00:00Z');
        INSERT INTO dim_time (date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend, is_month_end)
        VALUES (20240105, '2024-01-05', 2024, 1, 1, 202401, 1, 5, 5, 738889, 0, 0), (20240131, '2024-01-31', 2024, 1, 1, 202401, 5, 31, 3, 738915, 0, 1);
        INSERT INTO dim_clients (client_id, segment, country, kyc_status, kyc_risk_rating, batch_id) VALUES ('CL-1', 'retail', 'DE', 'verified', 'low', 1);
        INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id) VALUES ('A1', 1, 'current', 'EUR', '2020-01-01', 1);
        INSERT INTO fact_events (event_id, client_key, account_key, date_key, event_type, batch_id) VALUES ('e1', 1, 1, 20240105, 'complaint', 1);
        INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, second_of_day, amount_cents, type, channel, counterparty_country, batch_id)
        VALUES (7, 1, 1, 20240131, 86399, 2500, 'salary', 'system', 'DE', 1), (8, 1, 1, 20240105, 36007, -100, 'cash', 'atm', 'DE', 1);
        INSERT INTO agg_daily (date_key, segment, country, channel, type, transaction_count, debit_cents, credit_cents)
        VALUES (20240105, 'retail', 'DE', 'atm', 'cash', 1, 100, 0), (20240131, 'retail', 'DE', 'system', 'salary', 1, 0, 2500);
        INSERT INTO agg_amounts (amount_cents, transaction_count) VALUES (100, 1), (2500, 1);
        INSERT INTO agg_account_month (account_key, year_month, client_key, transaction_count, debit_count, debit_cents, credit_cents,
          cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, initiated_days, overdrawn_count,
          first_day, last_day, closing_second, closing_transaction_id)
        VALUES (1, 202401, 1, 2, 1, 100, 2500, 100, 0, 2500, 0, 0, 0, 1073741840, 16, 0, 5, 31, 2678399, 7);
        """;

    private const string OrphanSql = """
        INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id) VALUES ('A2', 99, 'current', 'EUR', '2024-01-01', 1)
        """;

    private readonly OldWarehouse _old = new();

    public void Dispose() => _old.Dispose();

    [EngineFact]
    public async Task Migrate_FromVersion14_KeepsTheRowsAndStillRefusesOrphans()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 14);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));

        await Migrations.ApplyAsync(_old.Engine);

        await Assert.ThrowsAnyAsync<Exception>(() => _old.Database.WriteAsync(writer => writer.Execute(OrphanSql)));
        Assert.Equal(["A1"], await _old.Database.RowsAsync<string>("SELECT account_id FROM dim_accounts"));
        Assert.Equal(1, await _old.Database.RowAsync<int>("SELECT COUNT(*) FROM fact_events"));
        Assert.Equal(5, await AggregateFigures.AssertEqualRebuildAsync(_old.Database));
    }
}
